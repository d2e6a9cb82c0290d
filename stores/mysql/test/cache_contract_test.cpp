// SPDX-License-Identifier: MIT
#include "cache_homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(MysqlCached, cached_home);
