// Written by `cardea import drizzle` for layout lucia-v3: not to be edited.
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
  std::optional<std::string> username{};
  std::optional<std::int32_t> age{};
  bool verified{};
  std::optional<cardea::timestamp> joined{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, age, verified, joined))

struct session_attributes {
  std::optional<std::string> country{};
  std::optional<std::int64_t> hits{};
  std::optional<bool> trusted{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (country, hits, trusted))

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v3();
  made.user.name = "user";
  made.session.name = "user_session";
  return made;
}

}  // namespace auth_schema
