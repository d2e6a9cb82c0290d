// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/schema.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The parts of a C++ header.
namespace cardea::interop::cpp {

constexpr std::size_t most_described = 50;  ///< that Boost.Describe 1.81 describes in every of its modes

/// What an attribute's field is where it is not its column's type alone.
struct field_kind {
  std::string type{};     ///< instead of its column's; empty: that
  std::string initial{};  ///< behind the name: " = role::member"; empty: as it is for the type
};
using field_kinds = std::map<std::string, field_kind, std::less<>>;  ///< by the attribute's name

/// Names that no field may have.
using name_set = std::set<std::string, std::less<>>;

/// The line and its end. One that clang-format would break, and a text or a sentence with it, stays as it is.
[[nodiscard]] std::string kept(const std::string& line);

/// "BOOST_DESCRIBE_STRUCT(name, (), (a, b))", in as many lines as it takes.
[[nodiscard]] std::string described(const std::string& name, const std::vector<std::string>& fields);

struct definition {
  std::string text;   ///< for the namespace
  std::string names;  ///< for behind it: `column_names`, where a field is not called as its column is
};

/// The struct of a table's attributes. Throws `errc::unsupported` where they are too many.
[[nodiscard]] definition definition_of(const std::string& name_space, const std::string& name,
                                       const columns& attributes, const field_kinds& kinds = {},
                                       const name_set& reserved = {});

/// What a header holds beside the attributes and the layout.
struct header_parts {
  std::string written_by;                 ///< a command
  std::string name_space{"auth_schema"};  ///< known to be one
  std::string before{};                   ///< in the namespace, before the structs
  std::string after{};                    ///< in the namespace, behind the layout
  std::string outside{};                  ///< behind the namespace
  std::string comment{};                  ///< before the namespace
  field_kinds user_kinds{};
  field_kinds session_kinds{};
  name_set reserved{};
};

[[nodiscard]] std::string header(const schema& from, const header_parts& parts);

}  // namespace cardea::interop::cpp
