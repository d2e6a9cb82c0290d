// Written by `cardea schema --as cpp --dialect postgres` for layout lucia-v0: not to be edited.
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

using session_attributes = cardea::no_attributes;

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v0();
  made.user.name = "user";
  made.session.name = "session";
  made.key.name = "key";
  return made;
}

}  // namespace auth_schema

template <>
struct cardea::column_names<auth_schema::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"born", "born_at"},
  };
};
