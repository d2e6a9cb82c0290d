// SPDX-License-Identifier: MIT
#include <cardea/attributes.hpp>

namespace cardea {

std::string_view to_string(column_type type) noexcept {
  switch (type) {
    case column_type::string:
      return "string";
    case column_type::int32:
      return "int32";
    case column_type::integer:
      return "integer";
    case column_type::number:
      return "number";
    case column_type::boolean:
      return "boolean";
    case column_type::time:
      return "timestamp";
    case column_type::bytes:
      return "blob";
  }
  return "unknown";
}

namespace attribute {

void throw_unexpected(const char* name, column_type type, const value& found) {
  constexpr const char* kinds[] = {
      "NULL",     "a default", "a boolean", "an integer out of its range or in place of another type",
      "a number", "text",      "bytes",     "a time"};
  throw error{errc::corrupt, "attribute \"" + std::string{name} + "\" is declared " +
                                 std::string{to_string(type)} + " and holds " + kinds[found.index()]};
}

void throw_unknown_text(const char* name) {
  throw error{errc::corrupt,
              "attribute \"" + std::string{name} + "\" holds a text that is none of its enum's"};
}

void throw_no_enumerator() {
  throw error{errc::invalid_argument, "an attribute holds none of its enum's values: it has to be said"};
}

}  // namespace attribute
}  // namespace cardea
