// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/contract/suite.hpp>

/// The part of the contract that needs several threads; apart from the rest so that it can run alone under
/// ThreadSanitizer. Used as CARDEA_STORE_CONTRACT in <cardea/contract/store.hpp>.
#define CARDEA_STORE_THREADS_CONTRACT(NAME, ...) CARDEA_CONTRACT_OF(NAME, StoreThreadsContract, __VA_ARGS__)
