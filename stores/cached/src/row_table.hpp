// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <span>

namespace cardea::cached {

/// The most bytes that one row may be told to have.
inline constexpr std::size_t longest_row = 4096;

/// What stands beside the bytes of a row.
struct row_facts {
  std::uint64_t known_at = 0;  ///< the number of changes heard of before it was looked up
  boot_time looked_up{};
  std::uint64_t user = 0;  ///< the hash of its user's id
};

/// A copy of a row that was found.
struct found_row {
  row_facts facts{};
  std::size_t way = 0;
  std::size_t size = 0;
  std::array<std::uint64_t, longest_row / 8> words;  // Not cleared: as many are written as are read.

  [[nodiscard]] std::span<const std::byte> bytes() const noexcept {
    return std::as_bytes(std::span{words}).first(size);
  }
};

/// Rows by their hash, in a block of memory that does not grow: sets of eight ways, as a processor's cache
/// has them. A reader takes no lock and writes nothing but a mark: it copies the row and looks whether the
/// row's number stayed the same (a seqlock; Boehm 2012, "Can seqlocks get along with programming language
/// memory models?"). Writers of one set wait for each other.
///
/// Which row goes is SIEVE's rule (Zhang et al., NSDI 2024) within the set: the hand passes what was hit
/// since it last came by, and stays where it let something in, so that rows that are asked for once replace
/// each other.
class row_table {
 public:
  row_table(std::size_t memory, std::size_t row);

  /// False: it is not here, or is being written.
  [[nodiscard]] bool read(std::uint64_t hash, found_row& to) const noexcept;
  /// That the row was of use.
  void mark(std::uint64_t hash, std::size_t way) const noexcept;
  /// `is_stale`: whether a row of this hash may go before all others. `bytes` are `row` at the most.
  void write(std::uint64_t hash, const row_facts& facts, std::span<const std::byte> bytes,
             const std::function<bool(std::uint64_t hash, const row_facts&)>& is_stale);

  [[nodiscard]] std::size_t rows() const noexcept { return sets_ * ways; }

 private:
  static constexpr std::size_t ways = 8;
  // Of a set: eight hashes, 0 where there is no row; in the next line, which readers need not have, where the
  // hand is.
  static constexpr std::size_t hand = ways, set_head = 16;
  // Of a row: a number, odd while it is being written; the facts; how many bytes; whether it was hit; the
  // bytes.
  static constexpr std::size_t number = 0, known_at = 1, looked_up = 2, user = 3, size = 4, hit = 5,
                               row_head = 6;

  struct freer {
    void operator()(void* block) const noexcept { std::free(block); }
  };

  [[nodiscard]] std::size_t index_of(std::uint64_t hash) const noexcept;
  [[nodiscard]] std::uint64_t* row_at(std::uint64_t* set, std::size_t way) const noexcept {
    return set + set_head + way * row_words_;
  }
  [[nodiscard]] static row_facts facts_of(std::uint64_t* row) noexcept;
  template <class IsStale>
  std::size_t way_for(std::uint64_t hash, std::uint64_t* set, const IsStale& is_stale) const;

  std::size_t row_, row_words_, set_words_, sets_;
  std::unique_ptr<void, freer> block_;
  std::uint64_t* words_;
  std::array<std::mutex, 64> writers_{};
};

}  // namespace cardea::cached
