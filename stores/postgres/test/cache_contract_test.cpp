// SPDX-License-Identifier: MIT
#include "cache_homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(PostgresCached, cached_home);
