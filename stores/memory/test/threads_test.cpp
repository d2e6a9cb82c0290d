// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(Memory, memory_home);
