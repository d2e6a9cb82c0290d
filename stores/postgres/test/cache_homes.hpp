// SPDX-License-Identifier: MIT
#pragma once
#include "server_cache_home.hpp"

#include <cardea/postgres/change_channel.hpp>
#include <cardea/postgres/store.hpp>

using cached_home =
    pooled_cache_home<cardea::postgres::store, cardea::postgres::pool, cardea::postgres::change_channel>;
