// SPDX-License-Identifier: MIT
#pragma once

namespace cardea::sqlite {

/// Switches off SQLite's count of the memory that it uses, for the whole process: each of its allocations
/// takes one lock for it, in which threads that read wait for each other. Called in `main`, before SQLite is
/// used by anybody in the process and before there are threads. `sqlite3_memory_used` then says 0, and a heap
/// limit
/// (`sqlite3_soft_heap_limit64`, PRAGMA hard_heap_limit) holds nothing back. False: SQLite is in use already,
/// and nothing was changed.
bool disable_memory_statistics() noexcept;

}  // namespace cardea::sqlite
