// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/forms.hpp>

#include <string>

/// The tables that are written down for every tool.
namespace samples {

using namespace cardea;

/// A column of each type, as it may be and as it must not be NULL.
inline const columns users{
    {.name = "username", .type = column_type::string, .nullable = false, .renamed = {}},
    {.name = "visits", .type = column_type::integer, .nullable = false, .renamed = {}},
    {.name = "score", .type = column_type::number, .nullable = true, .renamed = {}},
    {.name = "verified", .type = column_type::boolean, .nullable = false, .renamed = {}},
    {.name = "born", .type = column_type::time, .nullable = true, .renamed = "born_at"}};
inline const columns sessions{
    {.name = "country", .type = column_type::string, .nullable = true, .renamed = {}},
    {.name = "hops", .type = column_type::int32, .nullable = true, .renamed = {}},
    {.name = "picture", .type = column_type::bytes, .nullable = true, .renamed = {}},
    {.name = "bytes", .type = column_type::integer, .nullable = true, .renamed = {}}};

inline sql::layout renamed() {
  auto layout = layouts::lucia_v2({.user = "auth.user", .session = "auth_user", .key = "my \"keys\""});
  sql::rename_column(layout, "session.user_id", "userId");
  sql::rename_column(layout, "key.hashed_password",
                     "the hash of the password, where there is one, as Lucia writes it");
  return layout;
}

inline columns hostile_attributes() {
  columns all;
  for (const auto* name : {"a\"; } evil(); \"",
                           "it's",
                           "back\\slash",
                           "new\nline",
                           "what?\?/",
                           "*/ // /*",
                           "#define x",
                           "R\"(x)\"",
                           "\u2028\u2029\u202e",
                           "\u540d\u524d",
                           "\xf0\x9f\x98\x80\x31",
                           "2fa",
                           "42",
                           "-",
                           " ",
                           "delete",
                           "int",
                           "and",
                           "co_await",
                           "std",
                           "cardea",
                           "user_attributes",
                           "NULL",
                           "EOF",
                           "errno",
                           "unix",
                           "_Reserved",
                           "__proto__",
                           "a__b",
                           "a_b",
                           "a b",
                           "attribute",
                           "attribute_2",
                           "a name of more than a hundred and ten characters, so that the line is longer "
                           "than any that clang-format "
                           "would leave as it is"})
    all.push_back({.name = name, .type = column_type::string, .nullable = true, .renamed = {}});
  return all;
}

inline sql::layout hostile() {
  auto layout =
      layouts::lucia_v2({.user = "it's \"\\ here", .session = "a\n?\?/ b", .key = "\u540d\u2028 evil();"});
  sql::rename_column(layout, "session.user_id", "\"); evil(\"");
  sql::rename_column(layout, "key.hashed_password", "\t");
  return layout;
}

}  // namespace samples
