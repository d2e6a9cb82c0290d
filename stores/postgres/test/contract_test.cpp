// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(PostgresPool, pool_home);
CARDEA_STORE_CONTRACT(PostgresBorrowed, borrowed_home<false>);
CARDEA_STORE_CONTRACT(PostgresBorrowedInATransaction, borrowed_home<true>);
