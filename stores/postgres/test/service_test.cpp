// SPDX-License-Identifier: MIT
#include "service_home.hpp"

#include <cardea/contract/service.hpp>

CARDEA_SERVICE_STORE_CONTRACT(Postgres, kept_home);
CARDEA_SERVICE_CONTRACT_OF(Postgres, ServiceStoreDurableContract, kept_home);
