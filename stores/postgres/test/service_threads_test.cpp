// SPDX-License-Identifier: MIT
#include "service_home.hpp"

#include <cardea/contract/service_threads.hpp>

CARDEA_SERVICE_STORE_THREADS_CONTRACT(Postgres, kept_home);
