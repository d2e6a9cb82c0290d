// SPDX-License-Identifier: MIT
#include "batched_home.hpp"
#include "homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(Batched, batched_home<pool_home>);
