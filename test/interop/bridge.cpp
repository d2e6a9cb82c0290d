// SPDX-License-Identifier: MIT
// interop_bridge URL: Lucia 3's Adapter interface on a Cardea store, for the published adapter-test. One JSON
// request per line on standard input, {"id":1,"method":"deleteSession","params":["abc"]}, one answer per line
// on standard output, {"id":1,"result":null} or {"id":1,"error":{"code":"...","message":"..."}}. Ends with
// the input.
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
#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace {

namespace json = boost::json;

const cardea::columns user_columns{{.name = "username", .type = cardea::column_type::string, .renamed = {}}};
const cardea::columns session_columns{
    {.name = "country", .type = cardea::column_type::string, .nullable = true, .renamed = {}}};

json::value to_json(const cardea::value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return json::value(*text);
  return nullptr;
}

json::object to_json(const cardea::record& attributes, const cardea::columns& columns) {
  json::object result;
  for (std::size_t i = 0; i < columns.size(); ++i) result[columns[i].name] = to_json(attributes.at(i));
  return result;
}

json::object to_json(const cardea::user_row& user) {
  return {{"id", user.id}, {"attributes", to_json(user.attributes, user_columns)}};
}

json::object to_json(const cardea::session_row& session) {
  return {{"id", session.id},
          {"userId", session.user_id},
          {"expiresAt", cardea::to_iso8601(session.times.expires)},
          {"attributes", to_json(session.attributes, session_columns)}};
}

cardea::timestamp to_time(const json::value& text) {
  const auto time = cardea::parse_iso8601(std::string_view{text.as_string()});
  if (!time) throw cardea::error{cardea::errc::invalid_argument, "not a time"};
  return *time;
}

/// What Lucia leaves out is left out of the INSERT, what it sets to null is written as NULL.
cardea::record to_record(const json::object& attributes) {
  cardea::record result;
  for (const auto& column : session_columns) {
    const auto* given = attributes.if_contains(column.name);
    if (!given)
      result.emplace_back(cardea::default_value{});
    else if (given->is_null())
      result.emplace_back(cardea::null_value{});
    else
      result.emplace_back(std::string{given->as_string()});
  }
  return result;
}

cardea::session_row to_session(const json::object& from) {
  cardea::session_row session;
  session.id = from.at("id").as_string();
  session.user_id = from.at("userId").as_string();
  session.times.expires = to_time(from.at("expiresAt"));
  session.attributes = to_record(from.at("attributes").as_object());
  return session;
}

json::value call(cardea::store& store, std::string_view method, const json::array& params) {
  const auto text = [&](std::size_t i) { return std::string_view{params.at(i).as_string()}; };
  if (method == "getSessionAndUser") {
    const auto found = store.find_session(text(0));
    if (!found) return json::array{nullptr, nullptr};
    json::array result{to_json(found->session), nullptr};
    if (found->user) result[1] = to_json(*found->user);
    return result;
  }
  if (method == "getUserSessions") {
    json::array result;
    for (const auto& session : store.list_sessions(text(0))) result.emplace_back(to_json(session));
    return result;
  }
  if (method == "setSession") {
    if (store.insert_session(to_session(params.at(0).as_object())) != cardea::insertion::done)
      throw cardea::error{cardea::errc::conflict, "the session was not inserted"};
  } else if (method == "updateSessionExpiration") {
    store.set_session_times(text(0), {.expires = to_time(params.at(1))});
  } else if (method == "deleteSession") {
    store.erase_session(text(0));
  } else if (method == "deleteUserSessions") {
    store.erase_sessions(text(0));
  } else if (method == "deleteExpiredSessions") {
    const auto& rules = store.scheme();
    const auto now = cardea::system_time().now();
    const auto policy = cardea::session_policy{}.for_scheme(rules);
    store.erase_expired(cardea::expired_before(now, rules.expiry, policy),
                        std::numeric_limits<std::int64_t>::max());
  } else {
    throw cardea::error{cardea::errc::unsupported, "Lucia 3's adapters have no such method"};
  }
  return nullptr;
}

json::object failed(std::string_view code, std::string_view message) {
  return {{"error", json::object{{"code", code}, {"message", message}}}};
}

json::object answer(cardea::store& store, const std::string& line) {
  json::value id;
  json::object result;
  try {
    const auto request = json::parse(line);
    id = request.at("id");
    result["result"] = call(store, request.at("method").as_string(), request.at("params").as_array());
  } catch (const cardea::error& error) {
    result = failed(cardea::to_string(error.code()), error.what());
  } catch (const std::exception& error) {
    result = failed("BAD_REQUEST", error.what());
  }
  result["id"] = std::move(id);
  return result;
}

std::unique_ptr<cardea::store> open(const std::string& url) {
  using cardea::layouts::lucia_v3;
  const auto colon = url.find(':');
  const auto scheme = url.substr(0, colon);
  if (scheme == "sqlite" && colon != std::string::npos)
    return std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{url.substr(colon + 1)}, lucia_v3());
#ifdef CARDEA_WITH_POSTGRES
  if (scheme == "postgres")
    return std::make_unique<cardea::postgres::store>(cardea::postgres::pool{url}, lucia_v3());
#endif
#ifdef CARDEA_WITH_MYSQL
  if (scheme == "mysql") return std::make_unique<cardea::mysql::store>(cardea::mysql::pool{url}, lucia_v3());
#endif
  throw cardea::error{cardea::errc::unsupported, "no database of this kind is in this build"};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: interop_bridge URL\n";
    return 2;
  }
  try {
    const auto store = open(argv[1]);
    store->prepare(user_columns, session_columns);
    for (std::string line; std::getline(std::cin, line);)
      std::cout << json::serialize(answer(*store, line)) << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "interop_bridge: " << error.what() << '\n';
    return 3;
  }
}
