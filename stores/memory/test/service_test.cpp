// SPDX-License-Identifier: MIT
#include "service_home.hpp"

#include <cardea/contract/service.hpp>

CARDEA_SERVICE_STORE_CONTRACT(Memory, kept_home);
