// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/contract/suite.hpp>

/// Holds a store against every sentence of <cardea/store.hpp>, by the rules of each scheme. In one source
/// file of a GoogleTest program:
///     struct my_home {
///       std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
///                                           const cardea::columns& sessions);
///     };
///     CARDEA_STORE_CONTRACT(MyStore, my_home);
/// `make` returns an empty, prepared store; a new `my_home` is made for each test and outlives its store.
#define CARDEA_STORE_CONTRACT(NAME, ...) CARDEA_CONTRACT_OF(NAME, StoreContract, __VA_ARGS__)
