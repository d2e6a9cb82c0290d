// SPDX-License-Identifier: MIT
#include <cardea/pages/pages.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "sample.hpp"

namespace cardea::pages {
namespace {

TEST(Pages, ThreadsShareOne) {
  const pages all;
  const auto model = everything("<x>");
  const auto expected = all.render("account", model);
  std::vector<std::thread> threads;
  std::atomic<int> same = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) same += all.render("account", model) == expected;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(same, 80);
}

}  // namespace
}  // namespace cardea::pages
