// SPDX-License-Identifier: MIT
#include <cardea/sql/connection.hpp>

struct driver {
#ifdef MISUSE
  void execute(const cardea::sql::statement&, std::span<const cardea::sql::cell>);  // says not what it did
#else
  cardea::sql::executed execute(const cardea::sql::statement&, std::span<const cardea::sql::cell>);
#endif
  void query(const cardea::sql::statement&, std::span<const cardea::sql::cell>, cardea::sql::row_callback);
};
static_assert(cardea::sql::connection<driver>, "cardea: a connection's execute returns what was done");
