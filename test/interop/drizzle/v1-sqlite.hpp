// Written by `cardea import drizzle` for layout lucia-v1: not to be edited.
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
  std::optional<std::int64_t> age{};
  bool verified{};
  std::optional<std::int64_t> joined{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, age, verified, joined))

using session_attributes = cardea::no_attributes;

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v1();
  made.user.name = "auth_user";
  made.session.name = "auth_session";
  made.key.name = "auth_key";
  return made;
}

}  // namespace auth_schema
