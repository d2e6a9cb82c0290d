// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "packed_row.hpp"
#include "row_table.hpp"
#include "sanitized.hpp"

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>

#include <unistd.h>

namespace cardea::cached {
namespace {

session_with_user a_row() {
  session_with_user row;
  row.session = {.id = std::string(40, 's'),
                 .user_id = "u1",
                 .times = {.active_expires = timestamp{1ms},
                           .expires = timestamp{2ms},
                           .created_at = timestamp{3ms},
                           .last_verified = timestamp{-4ms}},
                 .attributes = {null_value{}, std::string{}, std::string(30, 'x')}};
  row.session.secret_hash.fill(std::byte{0xab});
  row.user = {.id = "u1",
              .attributes = {true, false, std::int64_t{-7}, 0.5, std::numeric_limits<double>::infinity(),
                             std::string{"Zo\xc3\xab"}, blob{std::byte{0}, std::byte{1}}, blob{},
                             timestamp{-1ms}, null_value{}}};
  return row;
}

TEST(PackedRow, EveryKindOfValueComesBackWhateverStoodThereBefore) {
  const auto row = a_row();
  std::array<std::byte, longest_row> bytes;
  const auto size = pack(row, bytes);
  ASSERT_GT(size, 0U);
  session_with_user fresh, used = a_row();
  used.session.attributes.assign(5, std::string(50, 'y'));
  used.user->attributes = {blob(9), std::string{"z"}};
  for (auto* into : {&fresh, &used}) {
    unpack(std::span{bytes}.first(size), *into);
    EXPECT_EQ(into->session, row.session);
    EXPECT_EQ(into->user, row.user);
  }
}

TEST(PackedRow, WhatDoesNotFitIsNotWritten) {
  const auto row = a_row();
  std::array<std::byte, longest_row> bytes;
  const auto size = pack(row, bytes);
  for (std::size_t room = 0; room < size; ++room) {
    bytes[room] = std::byte{0x55};
    EXPECT_EQ(pack(row, std::span{bytes}.first(room)), 0U) << room;
    EXPECT_EQ(bytes[room], std::byte{0x55}) << "written past its end";
  }
  EXPECT_EQ(pack(row, std::span{bytes}.first(size)), size);
}

std::size_t resident() {
  std::size_t all = 0, here = 0;
  std::ifstream{"/proc/self/statm"} >> all >> here;
  return here * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

TEST(CachedMemory, StaysWithinItsBoundHoweverManySessionsThereAre) {
  constexpr std::size_t memory = 4UL << 20;
  const auto before = resident();
  store cache{std::make_unique<memory::store>(schemes::lucia_v3),
              std::make_unique<spoken_channel>(std::make_shared<spoken_channel::line>()),
              {.memory = memory}};
  EXPECT_LT(resident() - before, 1UL << 20) << "taken before it is used";
  const row_table one{memory, 512};
  EXPECT_GT(one.rows(), memory / 1024);
  EXPECT_LT(one.rows(), memory / 512);
  row_table full{memory, 512};
  const std::vector<std::byte> bytes(512);
  const auto start = resident();
  std::uint64_t hash = 1;
  for (std::size_t i = 0; i < full.rows() * 20; ++i)
    full.write(hash += 0x9e3779b97f4a7c15U, {}, bytes, [](auto, auto&) { return false; });
  // The sanitizer keeps stacks and shadows of its own; twenty times as many rows would show all the same.
  EXPECT_LE(resident() - start, memory + (is_address_sanitized ? memory : 1UL << 18));
}

/// How many mappings of this process are to be of large pages.
std::size_t advised() {
  std::ifstream maps{"/proc/self/smaps"};
  std::size_t all = 0;
  for (std::string line; std::getline(maps, line);)
    all += line.starts_with("VmFlags:") && line.find(" hg") != std::string::npos;
  return all;
}

TEST(CachedMemory, IsAskedForInLargePages) {
  if (!std::ifstream{"/sys/kernel/mm/transparent_hugepage/enabled"}) GTEST_SKIP() << "this kernel has none";
  const auto before = advised();
  const row_table table{4UL << 20, 512};
  EXPECT_GT(advised(), before);
}

/// How many of these hashes are kept.
std::size_t kept(const row_table& table, std::uint64_t from, std::size_t count, bool marks) {
  std::size_t all = 0;
  found_row found;
  for (std::uint64_t i = from; i < from + count; ++i) {
    const auto hash = i * 0x9e3779b97f4a7c15U | 1U;
    if (!table.read(hash, found)) continue;
    ++all;
    if (marks) table.mark(hash, found.way);
  }
  return all;
}

void fill(row_table& table, std::uint64_t from, std::size_t count) {
  const std::vector<std::byte> bytes(8);
  for (std::uint64_t i = from; i < from + count; ++i)
    table.write(i * 0x9e3779b97f4a7c15U | 1U, {}, bytes, [](auto, auto&) { return false; });
}

TEST(RowTable, RowsThatAreAskedForOnceDoNotDriveOutThoseInUse) {
  row_table table{4UL << 20, 128};
  const auto half = table.rows() / 2;
  fill(table, 1, half);
  const auto in_use = kept(table, 1, half, true);
  ASSERT_GT(in_use, half * 9 / 10);
  fill(table, 1'000'000, table.rows() * 20);
  EXPECT_GT(kept(table, 1, half, false), in_use * 9 / 10) << "a scan emptied it";
}

TEST(RowTable, ANewSetOfRowsInUseTakesThePlaceOfAnOldOne) {
  row_table table{4UL << 20, 128};
  const auto half = table.rows() / 2;
  fill(table, 1, half);
  kept(table, 1, half, true);
  for (int round = 0; round < 20; ++round) {
    for (std::uint64_t i = 1'000'000; i < 1'000'000 + half; ++i)
      if (kept(table, i, 1, true) == 0) fill(table, i, 1);
  }
  EXPECT_GT(kept(table, 1'000'000, half, false), half * 9 / 10);
}

TEST(RowTable, WhatIsOutOfDateGoesFirst) {
  row_table table{64UL << 10, 128};
  fill(table, 1, table.rows() * 4);
  const std::vector<std::byte> bytes(8);
  row_facts old{.known_at = 1};
  for (int i = 0; i < 100; ++i) {
    const auto hash = static_cast<std::uint64_t>(i + 1'000'000) * 0x9e3779b97f4a7c15U | 1U;
    table.write(hash, old, bytes, [](auto, const row_facts& one) { return one.known_at == 1; });
  }
  // One in each set at the most: the next took the place of the last.
  std::size_t there = kept(table, 1'000'000, 100, false);
  EXPECT_LE(there, table.rows() / 8);
  EXPECT_GT(there, 0U);
}

}  // namespace
}  // namespace cardea::cached
