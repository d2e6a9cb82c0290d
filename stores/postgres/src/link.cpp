// SPDX-License-Identifier: MIT
#include "link.hpp"

#include "errors.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

namespace cardea::postgres {
namespace {

struct options_freer {
  void operator()(PQconninfoOption* all) const noexcept { PQconninfoFree(all); }
};
using parsed_url = std::unique_ptr<PQconninfoOption, options_freer>;

[[noreturn]] void refuse(const char* why) {
  throw error{errc::invalid_argument, std::string{"the URL of the database: "} + why};
}

parsed_url parse(const std::string& url) {
  char* why = nullptr;
  parsed_url all{PQconninfoParse(url.c_str(), &why)};
  PQfreemem(why);
  if (!all) refuse("postgres://USER@HOST:PORT/DATABASE is wanted, with what is special in a part as %XX");
  return all;
}

std::string_view value_of(const parsed_url& all, std::string_view name) {
  for (const auto* one = all.get(); one->keyword; ++one)
    if (one->keyword == name) return one->val ? one->val : "";
  return {};
}

/// How many milliseconds poll() may wait; -1: for ever.
int left(const deadline& until) {
  if (!until) return -1;
  const auto rest = std::chrono::ceil<std::chrono::milliseconds>(*until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(rest.count(), 0, 3'600'000));
}

bool wait_for(PGconn* db, short what, const deadline& until) {
  pollfd one{.fd = PQsocket(db), .events = what, .revents = 0};
  if (one.fd < 0) return false;
  for (;;) {
    const int ready = poll(&one, 1, left(until));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

/// The URL without its parameter "pgbouncer", which libpq does not know, and what it said. Nothing but libpq
/// takes its URLs apart (there may be several hosts), so that the rest is left as it stands.
std::string without_pooler(std::string url, bool& is_pooled) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  auto from = url.find_first_of("@/", scheme + 3);
  // A password may have a "?".
  if (from == std::string::npos || url[from] == '/') from = scheme + 3;
  for (auto at = url.find('?', from); at < url.size();) {
    const auto end = std::min(url.find('&', at + 1), url.size());
    const auto parameter = std::string_view{url}.substr(at + 1, end - at - 1);
    if (!parameter.starts_with("pgbouncer=")) {
      at = end;
      continue;
    }
    is_pooled = parameter == "pgbouncer=true";
    if (!is_pooled && parameter != "pgbouncer=false") refuse("pgbouncer is true or false");
    // The first parameter's "?" stays where another follows.
    const bool leads = url[at] == '?' && end < url.size();
    url.erase(at + leads, end - at);
  }
  return url;
}

void check(const std::string& url) {
  if (url.find('\0') != std::string::npos) refuse("it holds a NUL");
  const auto all = parse(url);
  const auto port = value_of(all, "port");
  if (port.find_first_not_of("0123456789,") != std::string_view::npos)
    refuse("the port is no number; a / in a password is written %2F");
  if (value_of(all, "host").find('@') != std::string_view::npos)
    refuse("the host has an @; in a password it is written %40");
}

}  // namespace

std::string understand_url(std::string url, connect_options& options) {
  bool is_pooled = false;
  url = without_pooler(std::move(url), is_pooled);
  if (is_pooled) options.named_statements = false;
  check(url);
  return url;
}

PGconn* connect(const std::string& url, const connect_options& options) {
  const auto all = parse(url);
  const auto seconds = std::to_string(options.connect_timeout.count());
  const auto silence = std::to_string(options.tcp_timeout.count());
  const auto idle = std::to_string(std::max<std::int64_t>(options.tcp_timeout.count() / 1000, 1));
  // What a pooler does not pass on it refuses, so that this is said only to a server.
  std::string settings{value_of(all, "options")};
  if (options.named_statements)
    settings.insert(0, "-c statement_timeout=" + std::to_string(options.statement_timeout.count()) + ' ');
  // What comes behind the URL goes before what it says.
  const char* names[] = {"connect_timeout",
                         "tcp_user_timeout",
                         "keepalives_idle",
                         "keepalives_interval",
                         "keepalives_count",
                         "fallback_application_name",
                         "dbname",
                         "client_encoding",
                         settings.empty() ? nullptr : "options",
                         nullptr};
  const char* values[] = {seconds.c_str(), silence.c_str(), idle.c_str(),     "2",    "3", "cardea",
                          url.c_str(),     "UTF8",          settings.c_str(), nullptr};
  PGconn* db = PQconnectdbParams(names, values, 1);
  if (!db) throw std::bad_alloc{};
  if (PQstatus(db) == CONNECTION_OK && PQsetnonblocking(db, 1) == 0) {
    PQsetNoticeProcessor(
        db, [](void*, const char*) {}, nullptr);
    return db;
  }
  auto why = message_of(db);
  PQfinish(db);
  // libpq passes on no SQLSTATE here. Nothing but this hint hangs on the text.
  if (options.named_statements && why.find("startup parameter") != std::string::npos) why += pooler_hint;
  throw error{errc::unavailable, "PostgreSQL: " + why};
}

bool wait_for_answer(PGconn* db, const deadline& until) {
  for (int unsent = 0; (unsent = PQflush(db)) != 0;) {
    if (unsent < 0 || !wait_for(db, POLLIN | POLLOUT, until)) return false;
    // The server may be stuck with what it has to say, and read no more until it has said it.
    if (PQconsumeInput(db) == 0) return false;
  }
  while (PQisBusy(db))
    if (!wait_for(db, POLLIN, until) || PQconsumeInput(db) == 0) return false;
  return true;
}

bool is_alive(PGconn* db) noexcept {
  pollfd one{.fd = PQsocket(db), .events = POLLIN, .revents = 0};
  while (one.fd >= 0 && PQstatus(db) == CONNECTION_OK && poll(&one, 1, 0) > 0)
    if (PQconsumeInput(db) == 0) return false;
  return PQstatus(db) == CONNECTION_OK;
}

}  // namespace cardea::postgres
