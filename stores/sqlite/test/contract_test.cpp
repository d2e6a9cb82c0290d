// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(SqliteFile, pool_home);
CARDEA_STORE_CONTRACT(SqliteMemory, memory_pool_home);
CARDEA_STORE_CONTRACT(SqliteBorrowed, borrowed_home);
