// SPDX-License-Identifier: MIT
#include "cache_homes.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(MysqlCached, cached_home);
