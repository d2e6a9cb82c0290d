// SPDX-License-Identifier: MIT
#include <cardea/interop/forms.hpp>

namespace cardea::interop {

std::span<const form> forms() noexcept {
  static constexpr form all[] = {
      {"sql", "the statements that migrate runs", as_sql},
      {"kysely", "the Database interface of Kysely, in TypeScript", as_kysely},
  };
  return all;
}

}  // namespace cardea::interop
