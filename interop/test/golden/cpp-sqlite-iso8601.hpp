// Written by `cardea schema --as cpp --dialect sqlite` for layout lucia-v3: not to be edited.
#pragma once
#include <cardea/attributes.hpp>
#include <cardea/sql/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace auth_schema {

struct user_attributes {
  std::string username;
  std::int64_t visits{};
  std::optional<double> score{};
  bool verified{};
  std::optional<cardea::timestamp> born{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, visits, score, verified, born))

struct session_attributes {
  std::optional<std::string> country{};
  std::optional<std::int32_t> hops{};
  std::optional<cardea::blob> picture{};
  std::optional<std::int64_t> bytes{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (country, hops, picture, bytes))

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v3();
  made.user.name = "user";
  made.session.name = "session";
  made.times = cardea::sql::time_form::iso8601;
  made.attribute_times = cardea::sql::time_form::iso8601;
  return made;
}

}  // namespace auth_schema

template <>
struct cardea::column_names<auth_schema::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"born", "born_at"},
  };
};
