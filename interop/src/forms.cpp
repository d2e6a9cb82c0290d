// SPDX-License-Identifier: MIT
#include <cardea/interop/forms.hpp>

namespace cardea::interop {

std::span<const form> forms() noexcept {
  static constexpr form all[] = {
      {"sql", "the statements that migrate runs", as_sql},
      {"kysely", "the Database interface of Kysely, in TypeScript", as_kysely},
      {"drizzle", "the tables of Drizzle, in TypeScript", as_drizzle},
      {"prisma", "the models of Prisma", as_prisma},
      {"cpp", "a header with the attributes and the layout, in C++", as_cpp},
  };
  return all;
}

}  // namespace cardea::interop
