// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(Cached, cached_home);
