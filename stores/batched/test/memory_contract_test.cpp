// SPDX-License-Identifier: MIT
#include "batched_home.hpp"
#include "home.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(Batched, batched_home<memory_home>);
