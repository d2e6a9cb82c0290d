// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/store.hpp>

namespace cardea::contract {

void StoreContract::link() {
  expiry_tests();
  ids_tests();
  keys_tests();
  lookups_tests();
  sessions_tests();
  users_tests();
  values_tests();
}

}  // namespace cardea::contract
