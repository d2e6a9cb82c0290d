// SPDX-License-Identifier: MIT
#include <cardea/sqlite/memory_statistics.hpp>

#include <sqlite3.h>

namespace cardea::sqlite {

bool disable_memory_statistics() noexcept { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK; }

}  // namespace cardea::sqlite
