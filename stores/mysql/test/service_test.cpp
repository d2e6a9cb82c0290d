// SPDX-License-Identifier: MIT
#include "service_home.hpp"

#include <cardea/contract/service.hpp>

CARDEA_SERVICE_STORE_CONTRACT(Mysql, kept_home);
CARDEA_SERVICE_CONTRACT_OF(Mysql, ServiceStoreDurableContract, kept_home);
