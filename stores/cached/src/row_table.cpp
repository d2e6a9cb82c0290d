// SPDX-License-Identifier: MIT
#include "row_table.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace cardea::cached {
namespace {

constexpr std::size_t line = 64;  // of a processor's cache

// Acquire and release for each word, where fences would do, so that ThreadSanitizer can follow; on x86 it is
// the same.
std::uint64_t load(std::uint64_t& word) noexcept {
  return std::atomic_ref{word}.load(std::memory_order_acquire);
}
void store(std::uint64_t& word, std::uint64_t to) noexcept {
  std::atomic_ref{word}.store(to, std::memory_order_release);
}

constexpr std::size_t rounded(std::size_t count, std::size_t to) noexcept {
  return (count + to - 1) / to * to;
}

/// A look-up at random would spend more on where small pages are than on what is in them.
void want_large_pages(void* start, std::size_t count) noexcept {
#ifdef MADV_HUGEPAGE
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  if (std::align(page, page, start, count)) madvise(start, count, MADV_HUGEPAGE);
#else
  (void)start, (void)count;
#endif
}

}  // namespace

row_table::row_table(std::size_t memory, std::size_t row)
    : row_{row},
      row_words_{rounded(row_head * 8 + row, line) / 8},
      set_words_{set_head + ways * row_words_},
      sets_{std::max<std::size_t>(memory / (set_words_ * 8), 1)},
      block_{std::calloc(sets_ * set_words_ * 8 + line, 1)} {
  if (!block_) throw std::bad_alloc{};
  auto* start = block_.get();
  const auto bytes = sets_ * set_words_ * 8;
  auto space = bytes + line;
  words_ = static_cast<std::uint64_t*>(std::align(line, bytes, start, space));
  want_large_pages(words_, bytes);
}

std::size_t row_table::index_of(std::uint64_t hash) const noexcept {
  return static_cast<std::size_t>(((hash >> 32) * sets_) >> 32);
}

row_facts row_table::facts_of(std::uint64_t* row) noexcept {
  return {.known_at = load(row[known_at]),
          .looked_up = boot_time{static_cast<std::int64_t>(load(row[looked_up]))},
          .user = load(row[user])};
}

bool row_table::read(std::uint64_t hash, found_row& to) const noexcept {
  auto* const set = words_ + index_of(hash) * set_words_;
  for (std::size_t way = 0; way < ways; ++way) {
    if (load(set[way]) != hash) continue;
    auto* const row = row_at(set, way);
    const auto before = load(row[number]);
    if (before % 2 != 0) return false;
    to.facts = facts_of(row);
    to.way = way;
    to.size = load(row[size]);
    if (to.size > row_) return false;
    for (std::size_t i = 0; i < (to.size + 7) / 8; ++i) to.words[i] = load(row[row_head + i]);
    return load(row[number]) == before;
  }
  return false;
}

void row_table::mark(std::uint64_t hash, std::size_t way) const noexcept {
  const std::atomic_ref is_hit{row_at(words_ + index_of(hash) * set_words_, way)[hit]};
  // Most of the time it is there, and the line stays with every reader.
  if (is_hit.load(std::memory_order_relaxed) == 0) is_hit.store(1, std::memory_order_relaxed);
}

template <class IsStale>
std::size_t row_table::way_for(std::uint64_t hash, std::uint64_t* set, const IsStale& is_stale) const {
  for (std::size_t way = 0; way < ways; ++way)
    if (load(set[way]) == hash) return way;
  for (std::size_t way = 0; way < ways; ++way)
    if (load(set[way]) == 0 || is_stale(load(set[way]), facts_of(row_at(set, way)))) return way;
  auto at = static_cast<std::size_t>(load(set[hand])) % ways;
  // Once around at the most, so that readers who mark cannot hold up a writer.
  for (std::size_t passed = 0; passed < ways; ++passed) {
    if (std::atomic_ref{row_at(set, at)[hit]}.exchange(0, std::memory_order_relaxed) == 0) break;
    at = (at + 1) % ways;
  }
  store(set[hand], at);
  return at;
}

void row_table::write(std::uint64_t hash, const row_facts& facts, std::span<const std::byte> bytes,
                      const std::function<bool(std::uint64_t, const row_facts&)>& is_stale) {
  const auto index = index_of(hash);
  auto* const set = words_ + index * set_words_;
  const std::lock_guard lock{writers_[index % writers_.size()]};
  const auto way = way_for(hash, set, is_stale);
  auto* const row = row_at(set, way);
  const auto before = load(row[number]);
  store(row[number], before + 1);
  store(set[way], hash);
  std::atomic_ref{row[hit]}.store(0, std::memory_order_relaxed);
  store(row[known_at], facts.known_at);
  store(row[looked_up], static_cast<std::uint64_t>(facts.looked_up.count()));
  store(row[user], facts.user);
  store(row[size], bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    store(row[row_head + at / 8], word);
  }
  store(row[number], before + 2);
}

}  // namespace cardea::cached
