// SPDX-License-Identifier: MIT
#include "batched_home.hpp"
#include "homes.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(Batched, batched_home<pool_home>);
