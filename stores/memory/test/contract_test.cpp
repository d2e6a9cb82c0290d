// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(Memory, memory_home);
