// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "row_table.hpp"

#include <array>
#include <thread>
#include <vector>

namespace cardea::cached {
namespace {

TEST(CachedRaces, ARevocationThatHasReturnedIsSeenByEveryThread) {
  constexpr int sessions = 2000;
  bench b{{.memory = 64UL << 10}};  // Far fewer rows than sessions, so that places are written all the time.
  std::vector<std::string> ids;
  for (int i = 0; i < sessions; ++i) b.have(ids.emplace_back("s" + std::to_string(i)));
  std::vector<std::atomic<bool>> revoked(sessions);
  std::atomic<bool> over{false};
  std::atomic<int> wrong{0}, mixed{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader)
    readers.emplace_back([&, reader] {
      session_with_user row;
      for (auto n = static_cast<std::size_t>(reader); !over; n += 7) {
        const auto i = n % 50 == 0 ? n % sessions : n % 97;
        const bool was_revoked = revoked[i];
        const bool found = b.store->find_session_into(ids[i], row);
        wrong += found && was_revoked;
        mixed += found && (row.session.id != ids[i] || !row.user || row.user->id != "u1");
      }
    });
  for (std::size_t i = 0; i < sessions; ++i) {
    if (i % 2 == 0) {
      EXPECT_TRUE(b.store->erase_session(ids[i]));
    } else {
      b.behind->erase_session(ids[i]);
      b.line->to->session_changed(ids[i]);
    }
    revoked[i] = true;
  }
  over = true;
  for (auto& one : readers) one.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(mixed, 0);
}

TEST(RowTableRaces, ACopyIsNeverHalfOfOneRowAndHalfOfAnother) {
  row_table table{8UL << 10, 512};
  std::atomic<bool> over{false};
  std::atomic<int> torn{0}, whole{0};
  const auto writer = [&](std::byte fill) {
    for (int n = 0; n < 20'000 || (whole < 1000 && n < 2'000'000); ++n) {
      const auto size = static_cast<std::size_t>(64 + n % 448);
      const std::vector<std::byte> bytes(size, fill);
      table.write(static_cast<std::uint64_t>(n % 3 + 1) << 32, {.known_at = size}, bytes,
                  [](auto, auto&) { return false; });
    }
  };
  std::thread reader{[&] {
    found_row found;
    while (!over)
      for (std::uint64_t hash = 1; hash < 4; ++hash) {
        if (!table.read(hash << 32, found)) continue;
        const auto bytes = found.bytes();
        bool same = found.facts.known_at == bytes.size();
        for (const auto one : bytes) same = same && one == bytes[0];
        same ? ++whole : ++torn;
      }
  }};
  std::thread one{writer, std::byte{0x11}}, other{writer, std::byte{0xee}};
  one.join();
  other.join();
  over = true;
  reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_GT(whole, 0);
}

}  // namespace
}  // namespace cardea::cached
