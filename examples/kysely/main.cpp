// SPDX-License-Identifier: MIT
// The C++ half of an application whose other half is TypeScript, on the tables of cardea.toml: `URL who`,
// `URL another COUNTRY`, `URL end`, with the Cookie header of a request on standard input.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>
#if __has_include(<cardea/postgres/store.hpp>)
#include <cardea/postgres/store.hpp>
#endif
#if __has_include(<cardea/mysql/store.hpp>)
#include <cardea/mysql/store.hpp>
#endif

#include <iostream>
#include <stdexcept>

namespace {

struct user_attributes {
  std::string username;
  std::int64_t visits{};
  bool verified{};
  std::optional<cardea::timestamp> born{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, visits, verified, born))

struct session_attributes {
  std::optional<std::string> country{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (country))

using auth = cardea::auth<user_attributes, session_attributes>;

auth open(const std::string& url) {
  const auto layout = cardea::layouts::lucia_v3({.user = "auth_user", .session = "user_session"});
  if (url.starts_with("sqlite:"))
    return auth{cardea::sqlite::store{cardea::sqlite::pool{url.substr(7)}, layout}};
#if __has_include(<cardea/postgres/store.hpp>)
  if (url.starts_with("postgres:")) return auth{cardea::postgres::store{cardea::postgres::pool{url}, layout}};
#endif
#if __has_include(<cardea/mysql/store.hpp>)
  if (url.starts_with("mysql:")) return auth{cardea::mysql::store{cardea::mysql::pool{url}, layout}};
#endif
  throw std::runtime_error{"there is no such database in this build"};
}

int run(const std::string& url, const std::string& command, const std::string& country) {
  auto sessions = open(url);
  sessions.check();
  std::string header;
  std::getline(std::cin, header);
  const auto token = sessions.read_session_cookie(header);
  const auto who = token ? sessions.validate(*token) : std::nullopt;
  if (!who) {
    std::cout << "nobody\n";
  } else if (command == "who") {
    const auto& [username, visits, verified, born] = who->user.attributes;
    std::cout << username << ", " << (verified ? "verified" : "not verified") << ", visits " << visits
              << ", born " << (born ? cardea::to_iso8601(*born) : "nobody knows when") << ", from "
              << who->session.attributes.country.value_or("somewhere") << '\n';
  } else if (command == "another") {
    const auto made = sessions.create_session(who->user.id, {.country = country});
    std::cout << sessions.session_cookie(made.value()).serialize() << '\n';
  } else {
    std::cout << (sessions.revoke(who->session.id) ? "revoked" : "there was none") << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "usage: example_kysely URL who|another COUNTRY|end\n", 2;
  try {
    return run(argv[1], argv[2], argc > 3 ? argv[3] : "");
  } catch (const std::exception& e) {
    return std::cerr << e.what() << '\n', 1;
  }
}
