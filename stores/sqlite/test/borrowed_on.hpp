// SPDX-License-Identifier: MIT
#pragma once
#include "handle.hpp"

#include <cardea/sqlite/store.hpp>

inline cardea::sqlite::borrowed_store on(const handle& db, const cardea::sql::layout& layout,
                                         const cardea::columns& users = {}) {
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, layout};
  store.prepare(users, {});
  return store;
}
