// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/store.hpp>
#include <cardea/value.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace cardea {

/// Users or sessions without attributes of their own.
struct no_attributes {};
BOOST_DESCRIBE_STRUCT(no_attributes, (), ())

/// Renames for a described struct: specialise it with `static constexpr` pairs of a field's name and its
/// column's.
///     template <> struct cardea::column_names<user_attributes> {
///       static constexpr std::pair<std::string_view, std::string_view> value[] = {{"user_name",
///       "username"}};
///     };
template <class T>
struct column_names {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {{"", ""}};
};

/// Renames for a described enum: specialise it with `static constexpr` pairs of an enumerator's name and the
/// text that stands for it in the table.
template <class T>
struct value_names {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {{"", ""}};
};

/// An enum that can be an attribute. Its column is one of texts, or of the database's own enum.
template <class T>
concept described_enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

/// The text that stands for it in the table; empty where it is none of the enumerators.
template <described_enum T>
[[nodiscard]] constexpr std::string_view value_name(T of) noexcept {
  std::string_view result;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
    if (one.value != of || !result.empty()) return;
    result = one.name;
    for (const auto& [from, to] : value_names<T>::value)
      if (from == one.name) result = to;
  });
  return result;
}

/// The enumerator that the text stands for; absent where there is none.
template <described_enum T>
[[nodiscard]] constexpr std::optional<T> value_named(std::string_view text) noexcept {
  std::optional<T> result;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
    if (!result && value_name(one.value) == text) result = one.value;
  });
  return result;
}

namespace attribute {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
consteval std::optional<column_type> scalar_type() {
  if constexpr (std::same_as<T, std::string> || described_enum<T>)
    return column_type::string;
  else if constexpr (std::same_as<T, bool>)
    return column_type::boolean;
  else if constexpr (std::same_as<T, std::int32_t>)
    return column_type::int32;
  else if constexpr (std::signed_integral<T> && sizeof(T) == 8)
    return column_type::integer;
  else if constexpr (std::same_as<T, double>)
    return column_type::number;
  else if constexpr (std::same_as<T, timestamp>)
    return column_type::time;
  else if constexpr (std::same_as<T, blob>)
    return column_type::bytes;
  else
    return std::nullopt;
}

template <class T>
struct unwrapped {
  using type = T;
};
template <class T>
struct unwrapped<std::optional<T>> {
  using type = T;
};

template <class T>
concept supported = scalar_type<typename unwrapped<T>::type>()
.has_value();

template <class T>
concept described = boost::describe::has_describe_members<T>::value;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

/// Calls `f` once for each described member. Instantiating it with a type that cannot be an attribute struct
/// stops the compiler with a sentence that says why.
template <class T, class F>
constexpr void for_each_member(F&& f) {
  static_assert(std::is_class_v<T> && std::is_default_constructible_v<T>,
                "cardea: attributes are a struct that can be made without arguments");
  static_assert(described<T>,
                "cardea: describe the attribute struct: BOOST_DESCRIBE_STRUCT(name, (), (fields...))");
  if constexpr (described<T>) {
    boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
      using field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
      static_assert(
          supported<field>,
          "cardea: an attribute is a std::string, bool, std::int32_t, std::int64_t, double, "
          "cardea::timestamp, cardea::blob or a described enum, or a std::optional of one of these");
      if constexpr (supported<field>) f(member);
    });
  }
}

template <class T>
[[nodiscard]] columns columns_of() {
  columns result;
  for_each_member<T>([&](auto member) {
    using field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
    column c{.name = member.name,
             .type = *scalar_type<typename unwrapped<field>::type>(),
             .nullable = is_optional<field>,
             .renamed = {}};
    for (const auto& [from, to] : column_names<T>::value)
      if (from == c.name) c.renamed = std::string{to};
    result.push_back(std::move(c));
  });
  return result;
}

[[noreturn]] void throw_no_enumerator();

/// Throws `errc::invalid_argument` for an enum that holds none of its enumerators.
template <class T>
[[nodiscard]] value to_value(T field) {
  if constexpr (is_optional<T>) {
    return field ? to_value(*std::move(field)) : value{null_value{}};
  } else if constexpr (described_enum<T>) {
    const auto name = value_name(field);
    if (name.empty() && value_named<T>(name) != field) throw_no_enumerator();
    return value{std::string{name}};
  } else if constexpr (std::integral<T> && !std::same_as<T, bool>) {
    return value{static_cast<std::int64_t>(field)};
  } else {
    return value{std::move(field)};
  }
}

[[noreturn]] void throw_unexpected(const char* name, column_type type, const value& found);
[[noreturn]] void throw_unknown_text(const char* name);

/// Reads one value into a field; throws `errc::corrupt`, naming the column, where it is NULL or of another
/// type, or a text that stands for no enumerator.
template <class Value, class T>
requires std::same_as<std::remove_cvref_t<Value>, value>
void from_value(Value&& from, T& to, const char* name) {
  using scalar = typename unwrapped<T>::type;
  if constexpr (is_optional<T>) {
    if (std::holds_alternative<null_value>(from)) return to.reset();
  }
  if constexpr (described_enum<scalar>) {
    if (const auto* found = std::get_if<std::string>(&from)) {
      const auto known = value_named<scalar>(*found);
      if (!known) throw_unknown_text(name);
      to = *known;
      return;
    }
  } else if constexpr (std::integral<scalar> && !std::same_as<scalar, bool>) {
    if (const auto* found = std::get_if<std::int64_t>(&from); found && std::in_range<scalar>(*found)) {
      to = static_cast<scalar>(*found);
      return;
    }
  } else if (auto* found = std::get_if<scalar>(&from)) {
    if constexpr (std::is_lvalue_reference_v<Value>)
      to = *found;
    else
      to = std::move(*found);
    return;
  }
  throw_unexpected(name, *scalar_type<scalar>(), from);
}

template <class T>
[[nodiscard]] record to_record(const T& attributes) {
  record result;
  for_each_member<T>([&](auto member) { result.push_back(to_value(attributes.*member.pointer)); });
  return result;
}

template <class T>
[[nodiscard]] T from_record(record&& values) {
  T result{};
  std::size_t position = 0;
  for_each_member<T>([&](auto member) {
    from_value(std::move(values.at(position++)), result.*member.pointer, member.name);
  });
  return result;
}

/// The same into what was read before: strings are copied into the room that they have there.
template <class T>
void read_record(const record& values, T& into) {
  std::size_t position = 0;
  for_each_member<T>(
      [&](auto member) { from_value(values.at(position++), into.*member.pointer, member.name); });
}

/// The position of a member among the described ones.
template <class T, class Field>
[[nodiscard]] std::size_t position_of(Field T::*wanted) {
  std::size_t position = 0;
  std::optional<std::size_t> found;
  for_each_member<T>([&](auto member) {
    if constexpr (std::same_as<std::remove_cv_t<decltype(member.pointer)>, Field T::*>) {
      if (member.pointer == wanted) found = position;
    }
    ++position;
  });
  if (!found) throw error{errc::invalid_argument, "the member to be set is not described"};
  return *found;
}

}  // namespace attribute

/// One attribute and its new value, for `update_user` and `update_session`: `set(&user_attributes::email,
/// "a@b.example")`.
template <class T, class Field>
struct field_change {
  Field T::*member;
  Field to;
};
template <class T, class Field>
[[nodiscard]] field_change<T, Field> set(Field T::*member, std::type_identity_t<Field> to) {
  return {member, std::move(to)};
}

}  // namespace cardea
