// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/contract/service_suite.hpp>

/// Holds a service store against every sentence of <cardea/service_store.hpp>. In one source file of a
/// GoogleTest program:
///     struct my_home {
///       std::unique_ptr<cardea::service_store> make();
///     };
///     CARDEA_SERVICE_STORE_CONTRACT(MyStore, my_home);
/// `make` returns a store on the home's own place, which is empty at first; a new `my_home` is made for each
/// test and outlives its stores.
#define CARDEA_SERVICE_STORE_CONTRACT(NAME, ...) \
  CARDEA_SERVICE_CONTRACT_OF(NAME, ServiceStoreContract, __VA_ARGS__)
