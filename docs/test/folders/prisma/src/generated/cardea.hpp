// Written by `cardea prisma-generator` for layout lucia-v3: not to be edited.
#pragma once
#include <cardea/attributes.hpp>
#include <cardea/sql/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// What was left out:
// - column "settings" of table "auth_user" was left out: it is declared Json, which no attribute can have

namespace auth_schema {

/// The provider of Prisma's datasource.
inline constexpr std::string_view provider = "sqlite";

enum class Role {
  member,
  admin,
};
BOOST_DESCRIBE_ENUM(Role, member, admin)

struct user_attributes {
  std::string username;
  Role role = Role::member;
  cardea::timestamp joinedAt{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, role, joinedAt))

struct session_attributes {
  std::optional<std::string> country{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (country))

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v3();
  made.user.name = "auth_user";
  made.session.name = "user_session";
  made.times = cardea::sql::time_form::iso8601;
  made.attribute_times = cardea::sql::time_form::iso8601;
  return made;
}

/// The relations between the models.
namespace relations {
inline constexpr std::string_view SessionToUser = "SessionToUser";
}  // namespace relations

}  // namespace auth_schema

template <>
struct cardea::value_names<auth_schema::Role> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"member", "MEMBER"},
      {"admin", "administrator"},
  };
};

template <>
struct cardea::column_names<auth_schema::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"joinedAt", "joined_at"},
  };
};
