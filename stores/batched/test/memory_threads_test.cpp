// SPDX-License-Identifier: MIT
#include "batched_home.hpp"
#include "home.hpp"

#include <cardea/contract/threads.hpp>

CARDEA_STORE_THREADS_CONTRACT(Batched, batched_home<memory_home>);
