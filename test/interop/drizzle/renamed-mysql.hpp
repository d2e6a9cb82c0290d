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
  std::optional<std::string> user_name{};
  std::optional<std::int32_t> attribute_2fa{};
  bool delete_{};
  std::optional<cardea::timestamp> attribute{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (user_name, attribute_2fa, delete_, attribute))

struct session_attributes {
  std::optional<std::string> it_s{};
  std::optional<std::int64_t> class_{};
  std::optional<bool> Trusted{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (it_s, class_, Trusted))

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v3();
  made.user.name = "people";
  made.session.name = "logins";
  made.user.id = "person_id";
  made.session.id = "login_id";
  made.session.user_id = "userId";
  made.session.expires = "expiresAt";
  return made;
}

}  // namespace auth_schema

template <>
struct cardea::column_names<auth_schema::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"user_name", "user name"},
      {"attribute_2fa", "2fa"},
      {"delete_", "delete"},
      {"attribute", "\345\220\215\345\211\215"},
  };
};

template <>
struct cardea::column_names<auth_schema::session_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"it_s", "it's"},
      {"class_", "class"},
  };
};
