// SPDX-License-Identifier: MIT
#include <cardea/interop/forms.hpp>

namespace cardea::interop {

std::string as_sql(const schema& from) {
  std::string text;
  for (const auto& table : from.tables)
    for (const auto& one : sql::migration(table, {}, *from.dialect)) text += one + ";\n";
  return text;
}

}  // namespace cardea::interop
