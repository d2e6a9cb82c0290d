// SPDX-License-Identifier: MIT
#pragma once
#include "server_homes.hpp"

#include <cardea/mysql/service_store.hpp>

using kept_home = pooled_service_home<cardea::mysql::service_store, cardea::mysql::pool>;
