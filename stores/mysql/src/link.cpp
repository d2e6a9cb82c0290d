// SPDX-License-Identifier: MIT
#include "link.hpp"

#include "errors.hpp"

#include <errmsg.h>
#include <poll.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <mutex>

namespace cardea::mysql {
namespace {

namespace urls = boost::urls;

/// How the connection is encrypted, by the names of MySQL's own programs.
enum class ssl_mode { disabled, preferred, required, verify_identity };

/// The URL taken apart.
struct parts {
  std::string host{}, user{}, password{}, database{}, socket{};
  unsigned port = 3306;
  ssl_mode ssl{};
  std::string ca{}, certificate{}, key{};
  std::string server_public_key{};

  /// What is sent does not leave the machine.
  [[nodiscard]] bool is_local() const {
    return !socket.empty() || host == "localhost" || host == "::1" || host.starts_with("127.");
  }
};

[[noreturn]] void refuse(const std::string& why) {
  throw error{errc::invalid_argument, "the URL of the database: " + why};
}

ssl_mode ssl_mode_of(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (name == "disabled") return ssl_mode::disabled;
  if (name == "preferred") return ssl_mode::preferred;
  if (name == "required") return ssl_mode::required;
  if (name == "verify_identity") return ssl_mode::verify_identity;
  refuse("ssl-mode is disabled, preferred, required or verify_identity");
}

unsigned port_of(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failure != std::errc{} || end != digits.data() + digits.size() || port == 0)
    refuse("the port is a number from 1 to 65535");
  return port;
}

std::string without_nul(std::string text) {
  if (text.find('\0') != std::string::npos) refuse("it holds a NUL");
  return text;
}

void read_parameters(const urls::url_view& url, parts& into) {
  bool says_ssl = false;
  for (const auto& one : url.params()) {
    auto name = without_nul(one.key);
    std::ranges::replace(name, '_', '-');
    auto value = without_nul(one.value);
    if (name == "ssl-mode") {
      into.ssl = ssl_mode_of(std::move(value));
      says_ssl = true;
    } else if (name == "ssl-ca") {
      into.ca = std::move(value);
    } else if (name == "ssl-cert") {
      into.certificate = std::move(value);
    } else if (name == "ssl-key") {
      into.key = std::move(value);
    } else if (name == "server-public-key") {
      into.server_public_key = std::move(value);
    } else if (name == "socket") {
      into.socket = std::move(value);
    } else {
      refuse("what may follow is ssl-mode, ssl-ca, ssl-cert, ssl-key, server-public-key and socket");
    }
  }
  if (says_ssl) return;
  into.ssl = !into.ca.empty()  ? ssl_mode::verify_identity
             : into.is_local() ? ssl_mode::disabled
                               : ssl_mode::preferred;
}

parts parse(const std::string& text) {
  const auto parsed = urls::parse_uri(text);
  if (!parsed || !parsed->has_authority() || (parsed->scheme() != "mysql" && parsed->scheme() != "mariadb"))
    refuse("mysql://USER@HOST:PORT/DATABASE is wanted, with what is special in a part as %XX");
  const urls::url_view url = *parsed;
  parts all{.host = without_nul(url.host_address()),
            .user = without_nul(url.user()),
            .password = without_nul(url.password())};
  if (all.host.empty()) all.host = "localhost";
  const auto port = url.port();
  if (url.has_port()) all.port = port_of({port.data(), port.size()});
  // Behind a second "@" the parser begins a path.
  if (!url.encoded_path().empty() && !url.is_path_absolute())
    refuse("what is special in a part is written as %XX");
  const auto segments = url.segments();
  if (segments.size() > 1) refuse("one database is wanted behind the host: mysql://USER@HOST/DATABASE");
  if (!segments.empty()) all.database = without_nul(segments.front());
  read_parameters(url, all);
  return all;
}

const char* or_null(const std::string& text) noexcept { return text.empty() ? nullptr : text.c_str(); }

unsigned whole_seconds(std::chrono::milliseconds time) {
  return static_cast<unsigned>(
      std::clamp<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(time).count(), 1, 1'000'000));
}

/// A server may ask for any of the ways to prove a password that the library knows. Those that would show it
/// to whoever listens, or plays the server, are left out where somebody could.
std::string allowed_proofs(const parts& url) {
  std::string names = "mysql_native_password,client_ed25519,auth_gssapi_client";
  if (url.is_local() || url.ssl >= ssl_mode::required || !url.server_public_key.empty())
    names += ",caching_sha2_password,sha256_password";
  if (url.ssl == ssl_mode::verify_identity) names += ",mysql_clear_password";
  return names;
}

void set_options(MYSQL* db, const parts& url, const connect_options& options) {
  // By itself the library takes "localhost" for a socket in a place of its own, whatever port is named.
  const unsigned way = url.socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
  mysql_options(db, MYSQL_OPT_PROTOCOL, &way);
  const auto connect = static_cast<unsigned>(std::max<std::int64_t>(options.connect_timeout.count(), 1));
  const unsigned no = 0;
  mysql_options(db, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_options(db, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
  mysql_options(db, MYSQL_OPT_LOCAL_INFILE, &no);  // A server could ask for any file of ours.
  if (options.statement_timeout > std::chrono::milliseconds::zero()) {
    const auto silence = whole_seconds(options.statement_timeout + options.tcp_timeout);
    mysql_options(db, MYSQL_OPT_READ_TIMEOUT, &silence);
  }
  const auto sending = whole_seconds(options.tcp_timeout);
  mysql_options(db, MYSQL_OPT_WRITE_TIMEOUT, &sending);
  mysql_options(db, MARIADB_OPT_RESTRICTED_AUTH, allowed_proofs(url).c_str());
  if (!url.server_public_key.empty())
    mysql_options(db, MYSQL_SERVER_PUBLIC_KEY, url.server_public_key.c_str());
  const my_bool encrypts = url.ssl != ssl_mode::disabled, must = url.ssl >= ssl_mode::required,
                verifies = url.ssl == ssl_mode::verify_identity;
  if (encrypts)
    mysql_ssl_set(db, or_null(url.key), or_null(url.certificate), or_null(url.ca), nullptr, nullptr);
  if (must) mysql_options(db, MYSQL_OPT_SSL_ENFORCE, &must);
  mysql_options(db, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verifies);
}

/// What the server or the library said, and what may be done about it.
std::string what_failed(MYSQL* db) {
  const auto code = mysql_errno(db);
  const auto text = "MySQL, " + std::to_string(code) + ": ";
  if (code != CR_PLUGIN_NOT_ALLOWED) return text + mysql_error(db);
  // The library would name the plugin, but has given back the memory in which the name stood.
  return text +
         "the server asks for a proof of the password from which whoever listens, or plays the server, could "
         "learn it; ssl-mode=required allows caching_sha2_password and sha256_password, and "
         "ssl-mode=verify_identity allows mysql_clear_password too";
}

std::string offset_text(std::chrono::minutes east) {
  const auto count = std::chrono::abs(east).count();
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return (east < std::chrono::minutes::zero() ? "-" : "+") + two(count / 60) + ':' + two(count % 60);
}

/// What does not fit is refused and not cut off, a moment is what the zone says, and nobody waits for ever.
std::string session_settings(MYSQL* db, const connect_options& options) {
  const bool is_mariadb = mariadb_connection(db);
  std::string text =
      "SET SESSION autocommit = 1, sql_mode = "
      "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
  text += is_mariadb ? "'" : ",TIME_TRUNCATE_FRACTIONAL'";  // MariaDB does so anyway.
  if (!options.zone.is_local()) text += ", time_zone = '" + offset_text(options.zone.east()) + "'";
  const auto limit = options.statement_timeout.count();
  if (limit <= 0) return text;
  text += ", innodb_lock_wait_timeout = " + std::to_string(whole_seconds(options.statement_timeout));
  if (!is_mariadb) return text + ", max_execution_time = " + std::to_string(limit);
  return text + ", max_statement_time = " + std::to_string(limit / 1000) + '.' +
         std::to_string(limit % 1000 + 1000).substr(1);
}

}  // namespace

void check_url(const std::string& url) { parse(url); }

MYSQL* connect(const std::string& url, const connect_options& options) {
  static std::once_flag started;
  std::call_once(started, [] { mysql_library_init(0, nullptr, nullptr); });
  const auto to = parse(url);
  std::unique_ptr<MYSQL, decltype(&mysql_close)> made{mysql_init(nullptr), &mysql_close};
  auto* db = made.get();
  if (!db) throw std::bad_alloc{};
  set_options(db, to, options);
  const auto say = [&](const std::string& text) {
    return mysql_real_query(db, text.data(), static_cast<unsigned long>(text.size())) == 0;
  };
  // Rows count as changed that were found, for a value that was there already is no sign of absence.
  const auto* host = to.socket.empty() ? to.host.c_str() : "localhost";
  if (!mysql_real_connect(db, host, or_null(to.user), or_null(to.password), or_null(to.database), to.port,
                          or_null(to.socket), CLIENT_FOUND_ROWS))
    throw error{errc::unavailable, what_failed(db)};
  // Where the server offers no encryption the library goes on without, unless it is to verify the server.
  if (to.ssl >= ssl_mode::required && !mysql_get_ssl_cipher(db))
    throw error{errc::unavailable, "MySQL: the server does not support encryption, and ssl-mode asks for it"};
  if (!say("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED") || !say(session_settings(db, options)))
    throw error{errc::unavailable, what_failed(db)};
  return made.release();
}

bool is_quiet(MYSQL* db) noexcept {
  pollfd one{.fd = static_cast<int>(mysql_get_socket(db)), .events = POLLIN, .revents = 0};
  return one.fd >= 0 && poll(&one, 1, 0) == 0;
}

}  // namespace cardea::mysql
