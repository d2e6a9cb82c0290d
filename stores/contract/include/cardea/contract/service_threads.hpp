// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/contract/service_suite.hpp>

/// The part of the contract that needs several threads. Used as CARDEA_SERVICE_STORE_CONTRACT in
/// <cardea/contract/service.hpp>.
#define CARDEA_SERVICE_STORE_THREADS_CONTRACT(NAME, ...) \
  CARDEA_SERVICE_CONTRACT_OF(NAME, ServiceStoreThreadsContract, __VA_ARGS__)
