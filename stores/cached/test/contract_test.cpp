// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(Cached, cached_home);
