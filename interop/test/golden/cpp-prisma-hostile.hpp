// Written by `cardea prisma-generator` for layout lucia-v2: not to be edited.
#pragma once
#include <cardea/attributes.hpp>
#include <cardea/sql/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hostile::models {

/// The provider of Prisma's datasource.
inline constexpr std::string_view provider = "sqlite";

enum class tables_2 {
  int_,
  eof,
};
BOOST_DESCRIBE_ENUM(tables_2, int_, eof)

struct user_attributes {
  std::string tables;
  bool cardea_ = false;
  cardea::timestamp created_at{};
  std::optional<std::int32_t> new_line{};
  tables_2 role = tables_2::eof;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (tables, cardea_, created_at, new_line, role))

using session_attributes = cardea::no_attributes;

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v2();
  made.user.name = "it's \"\\ \?\?/ here\n";
  made.session.name = "\345\220\215 evil();";
  made.key.name = "\342\200\250";
  made.key.hashed_password = "\?\?/\"";
  made.attribute_times = cardea::sql::time_form::iso8601;
  return made;
}

/// The relations between the models.
namespace relations {
inline constexpr std::string_view error = "\"\\\n#error";
inline constexpr std::string_view std_ = "std";
}  // namespace relations

/// The models' tables.
namespace tables {
inline constexpr std::string_view a_evil = "it's \"\\ \?\?/ here\n";
inline constexpr std::string_view delete_ = "\345\220\215 evil();";
inline constexpr std::string_view error = "\342\200\250";
}  // namespace tables

/// A row of each model, whole.
namespace models {

struct a_evil {
  std::string id;
  std::string tables;
  bool cardea_ = false;
  cardea::timestamp created_at{};
  std::optional<std::int32_t> new_line{};
  tables_2 role = tables_2::eof;
};
BOOST_DESCRIBE_STRUCT(a_evil, (), (id, tables, cardea_, created_at, new_line, role))

struct delete_ {
  std::string id;
  std::string user_id;
  std::int64_t active_expires{};
  std::int64_t idle_expires{};
};
BOOST_DESCRIBE_STRUCT(delete_, (), (id, user_id, active_expires, idle_expires))

struct error {
  std::string id;
  std::optional<std::string> hashed_password{};
  std::string user_id;
};
BOOST_DESCRIBE_STRUCT(error, (), (id, hashed_password, user_id))

}  // namespace models

}  // namespace hostile::models

template <>
struct cardea::value_names<hostile::models::tables_2> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"int_", "int"},
      {"eof", "\"; evil(); \""},
  };
};

template <>
struct cardea::column_names<hostile::models::models::a_evil> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"cardea_", "cardea"},
      {"new_line", "new\nline"},
  };
};

template <>
struct cardea::column_names<hostile::models::models::error> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"hashed_password", "\?\?/\""},
  };
};

template <>
struct cardea::column_names<hostile::models::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"cardea_", "cardea"},
      {"new_line", "new\nline"},
  };
};
