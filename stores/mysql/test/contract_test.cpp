// SPDX-License-Identifier: MIT
#include "homes.hpp"

#include <cardea/contract/store.hpp>

CARDEA_STORE_CONTRACT(MysqlPool, pool_home);
CARDEA_STORE_CONTRACT(MysqlBorrowed, borrowed_home<false>);
CARDEA_STORE_CONTRACT(MysqlBorrowedInATransaction, borrowed_home<true>);
