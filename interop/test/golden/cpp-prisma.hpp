// Written by `cardea prisma-generator` for layout lucia-v2: not to be edited.
#pragma once
#include <cardea/attributes.hpp>
#include <cardea/sql/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace of_prisma {

/// The provider of Prisma's datasource.
inline constexpr std::string_view provider = "sqlite";

enum class Role {
  member,
  admin,
};
BOOST_DESCRIBE_ENUM(Role, member, admin)

struct user_attributes {
  std::string username;
  bool email_verified = false;
  cardea::timestamp created_at{};
  std::optional<std::int32_t> score{};
  Role role = Role::member;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username, email_verified, created_at, score, role))

using session_attributes = cardea::no_attributes;

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v2();
  made.user.name = "auth_user";
  made.session.name = "auth_session";
  made.key.name = "auth_key";
  made.key.hashed_password = "hashed_pw";
  made.attribute_times = cardea::sql::time_form::iso8601;
  return made;
}

/// The relations between the models.
namespace relations {
inline constexpr std::string_view SessionToUser = "SessionToUser";
inline constexpr std::string_view KeyToUser = "KeyToUser";
}  // namespace relations

/// The models' tables.
namespace tables {
inline constexpr std::string_view User = "auth_user";
inline constexpr std::string_view Session = "auth_session";
inline constexpr std::string_view Key = "auth_key";
}  // namespace tables

/// A row of each model, whole.
namespace models {

struct User {
  std::string id;
  std::string username;
  bool email_verified = false;
  cardea::timestamp created_at{};
  std::optional<std::int32_t> score{};
  Role role = Role::member;
};
BOOST_DESCRIBE_STRUCT(User, (), (id, username, email_verified, created_at, score, role))

struct Session {
  std::string id;
  std::string user_id;
  std::int64_t active_expires{};
  std::int64_t idle_expires{};
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, user_id, active_expires, idle_expires))

struct Key {
  std::string id;
  std::optional<std::string> hashed_password{};
  std::string user_id;
};
BOOST_DESCRIBE_STRUCT(Key, (), (id, hashed_password, user_id))

}  // namespace models

}  // namespace of_prisma

template <>
struct cardea::value_names<of_prisma::Role> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"member", "MEMBER"},
      {"admin", "administrator"},
  };
};

template <>
struct cardea::column_names<of_prisma::models::Key> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"hashed_password", "hashed_pw"},
  };
};
