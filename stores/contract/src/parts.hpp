// SPDX-License-Identifier: MIT
#pragma once

/// What `StoreContract::link` calls: one in each file with tests of that suite.
namespace cardea::contract {

void expiry_tests();
void ids_tests();
void keys_tests();
void lookups_tests();
void sessions_tests();
void users_tests();
void values_tests();

}  // namespace cardea::contract
