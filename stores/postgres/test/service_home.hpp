// SPDX-License-Identifier: MIT
#pragma once
#include "server_homes.hpp"

#include <cardea/postgres/service_store.hpp>

using kept_home = pooled_service_home<cardea::postgres::service_store, cardea::postgres::pool>;
