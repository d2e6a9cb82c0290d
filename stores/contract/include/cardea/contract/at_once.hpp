// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>

#include <barrier>
#include <exception>
#include <thread>
#include <vector>

namespace cardea::contract {

/// Runs `work(0)` to `work(count - 1)`, each on its own thread, all released at once. What one throws fails
/// the test.
template <class F>
void at_once(int count, F work) {
  std::barrier start{count};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      try {
        work(i);
      } catch (const std::exception& e) {
        ADD_FAILURE() << "thread " << i << ": " << e.what();
      }
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace cardea::contract
