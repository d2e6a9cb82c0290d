// SPDX-License-Identifier: MIT
#pragma once
#include "server_cache_home.hpp"

#include <cardea/mysql/change_channel.hpp>
#include <cardea/mysql/store.hpp>

using cached_home =
    pooled_cache_home<cardea::mysql::store, cardea::mysql::pool, cardea::mysql::change_channel>;
