// SPDX-License-Identifier: MIT
#include <cardea/sql/inspection.hpp>

#include "filled.hpp"

namespace cardea::sql {

std::string_view to_string(held_form form) noexcept {
  switch (form) {
    case held_form::seconds:
      return "whole seconds";
    case held_form::milliseconds:
      return "whole milliseconds";
    case held_form::real:
      return "REAL";
    case held_form::digits:
      return "digits in TEXT";
    case held_form::blob_digits:
      return "digits in a BLOB";
    case held_form::iso8601:
      return "ISO 8601 text";
  }
  return "whole seconds";
}

std::string held_text(const dialect& dialect, const std::string& table, const std::string& column) {
  return filled(dialect.held_query,
                {{"{column}", quoted(dialect, column)}, {"{table}", quoted(dialect, table, true)}});
}

}  // namespace cardea::sql
