// SPDX-License-Identifier: MIT
// interop_imported HEADER URL METHOD JSON: what an application does with one of the headers in drizzle/,
// which `cardea import drizzle` printed. Attributes are called as their fields are. Prints what came of it as
// JSON.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>
#ifdef CARDEA_WITH_MYSQL
#include <cardea/mysql/store.hpp>
#endif
#ifdef CARDEA_WITH_POSTGRES
#include <cardea/postgres/store.hpp>
#endif

#include <boost/json.hpp>

#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

// Each has the namespace auth_schema, which is called otherwise here, so that they stand side by side. Some
// are alike to the byte, and a compiler takes such files for one where they say `#pragma once`: these do not.
#define auth_schema v1_sqlite
#include "v1-sqlite.ipp"
#undef auth_schema
#define auth_schema v1_postgres
#include "v1-postgres.ipp"
#undef auth_schema
#define auth_schema v1_mysql
#include "v1-mysql.ipp"
#undef auth_schema
#define auth_schema v2_sqlite
#include "v2-sqlite.ipp"
#undef auth_schema
#define auth_schema blob_sqlite
#include "blob-sqlite.ipp"
#undef auth_schema
#define auth_schema v2_postgres
#include "v2-postgres.ipp"
#undef auth_schema
#define auth_schema v2_mysql
#include "v2-mysql.ipp"
#undef auth_schema
#define auth_schema v3_sqlite
#include "v3-sqlite.ipp"
#undef auth_schema
#define auth_schema v3_postgres
#include "v3-postgres.ipp"
#undef auth_schema
#define auth_schema v3_mysql
#include "v3-mysql.ipp"
#undef auth_schema
#define auth_schema renamed_sqlite
#include "renamed-sqlite.ipp"
#undef auth_schema
#define auth_schema renamed_postgres
#include "renamed-postgres.ipp"
#undef auth_schema
#define auth_schema renamed_mysql
#include "renamed-mysql.ipp"
#undef auth_schema

namespace {

namespace json = boost::json;

json::value to_json(const cardea::value& from) {
  if (const auto* text = std::get_if<std::string>(&from)) return json::value(*text);
  if (const auto* truth = std::get_if<bool>(&from)) return *truth;
  if (const auto* number = std::get_if<std::int64_t>(&from)) return *number;
  if (const auto* time = std::get_if<cardea::timestamp>(&from)) return json::value(cardea::to_iso8601(*time));
  return nullptr;
}

template <class Attributes>
json::object to_json(const Attributes& from) {
  const auto names = cardea::attribute::columns_of<Attributes>();
  const auto values = cardea::attribute::to_record(from);
  json::object made;
  for (std::size_t i = 0; i < names.size(); ++i) made[names[i].name] = to_json(values[i]);
  return made;
}

template <class Attributes>
Attributes from_json(const json::object& from) {
  const auto names = cardea::attribute::columns_of<Attributes>();
  auto values = cardea::attribute::to_record(Attributes{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto* given = from.if_contains(names[i].name);
    if (!given) continue;
    if (names[i].type == cardea::column_type::time)
      values[i] = cardea::parse_iso8601(std::string_view{given->as_string()}).value();
    else if (given->is_string())
      values[i] = std::string{given->as_string()};
    else if (given->is_bool())
      values[i] = given->as_bool();
    else
      values[i] = given->as_int64();
  }
  return cardea::attribute::from_record<Attributes>(std::move(values));
}

std::unique_ptr<cardea::store> open(const std::string& url, const cardea::sql::layout& layout) {
  if (url.starts_with("sqlite:"))
    return std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{url.substr(7)}, layout);
#ifdef CARDEA_WITH_POSTGRES
  if (url.starts_with("postgres:"))
    return std::make_unique<cardea::postgres::store>(cardea::postgres::pool{url}, layout);
#endif
#ifdef CARDEA_WITH_MYSQL
  if (url.starts_with("mysql:"))
    return std::make_unique<cardea::mysql::store>(cardea::mysql::pool{url}, layout);
#endif
  throw cardea::error{cardea::errc::unsupported, "no database of this kind is in this build"};
}

template <class T>
T require(cardea::result<T> outcome) {
  if (!outcome) throw cardea::error{outcome.error(), std::string{to_string(outcome.error())}};
  return *std::move(outcome);
}

template <class User, class Session>
json::value call(const cardea::sql::layout& layout, const std::string& url, std::string_view method,
                 const json::object& given) {
  cardea::auth<User, Session> auth{open(url, layout)};
  auth.check();
  const auto text = [&](const char* name) { return std::string{given.at(name).as_string()}; };
  if (method == "createUser") {
    const auto attributes = from_json<User>(given.at("attributes").as_object());
    const auto user =
        given.contains("key")
            ? require(auth.create_user(attributes, cardea::key_name::parse(text("key")), text("password")))
            : require(auth.create_user(attributes));
    return json::object{{"id", user.id}, {"attributes", to_json(user.attributes)}};
  }
  if (method == "useKey")
    return json::object{
        {"userId", require(auth.use_key(cardea::key_name::parse(text("key")), text("password"))).user_id}};
  if (method == "createSession") {
    const auto made =
        require(auth.create_session(text("userId"), from_json<Session>(given.at("attributes").as_object())));
    return json::object{{"token", made.token}};
  }
  if (method != "validate") throw cardea::error{cardea::errc::unsupported, "there is no such method"};
  const auto found = auth.validate(text("token"));
  if (!found) return nullptr;
  return json::object{
      {"user", {{"id", found->user.id}, {"attributes", to_json(found->user.attributes)}}},
      {"session", {{"id", found->session.id}, {"attributes", to_json(found->session.attributes)}}}};
}

struct header {
  std::string_view name;
  cardea::sql::layout (*layout)();
  json::value (*call)(const cardea::sql::layout&, const std::string&, std::string_view, const json::object&);
};
#define HEADER(name) \
  { #name, name::layout, call < name::user_attributes, name::session_attributes> }
constexpr header headers[] = {HEADER(v1_sqlite),    HEADER(v1_postgres),    HEADER(v1_mysql),
                              HEADER(v2_sqlite),    HEADER(blob_sqlite),    HEADER(v2_postgres),
                              HEADER(v2_mysql),     HEADER(v3_sqlite),      HEADER(v3_postgres),
                              HEADER(v3_mysql),     HEADER(renamed_sqlite), HEADER(renamed_postgres),
                              HEADER(renamed_mysql)};
#undef HEADER

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::cerr << "usage: interop_imported HEADER URL METHOD JSON\n", 2;
  try {
    for (const auto& one : headers)
      if (one.name == argv[1]) {
        const auto given = json::parse(argv[4]);
        std::cout << json::serialize(one.call(one.layout(), argv[2], argv[3], given.as_object())) << '\n';
        return 0;
      }
    std::cerr << "there is no header " << argv[1] << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
  return 3;
}
