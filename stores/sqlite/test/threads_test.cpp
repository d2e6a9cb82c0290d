// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(SqliteFile, pool_home);
CARDEA_STORE_THREADS_CONTRACT(SqliteMemory, memory_pool_home);
