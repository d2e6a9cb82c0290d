// Written by `cardea schema --as cpp --dialect sqlite` for layout lucia-v2: not to be edited.
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
  std::optional<std::string> a_evil{};
  std::optional<std::string> it_s{};
  std::optional<std::string> back_slash{};
  std::optional<std::string> new_line{};
  std::optional<std::string> what{};
  std::optional<std::string> attribute_3{};
  std::optional<std::string> define_x{};
  std::optional<std::string> R_x{};
  std::optional<std::string> attribute_4{};
  std::optional<std::string> attribute_5{};
  std::optional<std::string> attribute_1{};
  std::optional<std::string> attribute_2fa{};
  std::optional<std::string> attribute_42{};
  std::optional<std::string> attribute_6{};
  std::optional<std::string> attribute_7{};
  std::optional<std::string> delete_{};
  std::optional<std::string> int_{};
  std::optional<std::string> and_{};
  std::optional<std::string> co_await_{};
  std::optional<std::string> std_{};
  std::optional<std::string> cardea_{};
  std::optional<std::string> user_attributes_{};
  std::optional<std::string> null{};
  std::optional<std::string> eof{};
  std::optional<std::string> errno_{};
  std::optional<std::string> unix_{};
  std::optional<std::string> Reserved{};
  std::optional<std::string> proto{};
  std::optional<std::string> a_b_2{};
  std::optional<std::string> a_b{};
  std::optional<std::string> a_b_3{};
  std::optional<std::string> attribute{};
  std::optional<std::string> attribute_2{};
  std::optional<std::string> a_name_of_more_than_a_hundred_and_ten_characters_so_that_the_lin{};
};
BOOST_DESCRIBE_STRUCT(user_attributes, (),
                      (a_evil, it_s, back_slash, new_line, what, attribute_3, define_x, R_x, attribute_4,
                       attribute_5, attribute_1, attribute_2fa, attribute_42, attribute_6, attribute_7,
                       delete_, int_, and_, co_await_, std_, cardea_, user_attributes_, null, eof, errno_,
                       unix_, Reserved, proto, a_b_2, a_b, a_b_3, attribute, attribute_2,
                       a_name_of_more_than_a_hundred_and_ten_characters_so_that_the_lin))

struct session_attributes {
  std::optional<std::string> country{};
  std::optional<std::int32_t> hops{};
  std::optional<cardea::blob> picture{};
  std::optional<std::int64_t> bytes{};
};
BOOST_DESCRIBE_STRUCT(session_attributes, (), (country, hops, picture, bytes))

inline cardea::sql::layout layout() {
  auto made = cardea::layouts::lucia_v2();
  made.user.name = "it's \"\\ here";
  made.session.name = "a\n\?\?/ b";
  made.key.name = "\345\220\215\342\200\250 evil();";
  made.session.user_id = "\"); evil(\"";
  made.key.hashed_password = "\011";
  return made;
}

}  // namespace auth_schema

template <>
struct cardea::column_names<auth_schema::user_attributes> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {
      {"a_evil", "a\"; } evil(); \""},
      {"it_s", "it's"},
      {"back_slash", "back\\slash"},
      {"new_line", "new\nline"},
      {"what", "what\?\?/"},
      {"attribute_3", "*/ // /*"},
      {"define_x", "#define x"},
      {"R_x", "R\"(x)\""},
      {"attribute_4", "\342\200\250\342\200\251\342\200\256"},
      {"attribute_5", "\345\220\215\345\211\215"},
      {"attribute_1", "\360\237\230\2001"},
      {"attribute_2fa", "2fa"},
      {"attribute_42", "42"},
      {"attribute_6", "-"},
      {"attribute_7", " "},
      {"delete_", "delete"},
      {"int_", "int"},
      {"and_", "and"},
      {"co_await_", "co_await"},
      {"std_", "std"},
      {"cardea_", "cardea"},
      {"user_attributes_", "user_attributes"},
      {"null", "NULL"},
      {"eof", "EOF"},
      {"errno_", "errno"},
      {"unix_", "unix"},
      {"Reserved", "_Reserved"},
      {"proto", "__proto__"},
      {"a_b_2", "a__b"},
      {"a_b_3", "a b"},
      // clang-format off
      {"a_name_of_more_than_a_hundred_and_ten_characters_so_that_the_lin", "a name of more than a hundred and ten characters, so that the line is longer than any that clang-format would leave as it is"},
      // clang-format on
  };
};
