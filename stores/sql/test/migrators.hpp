// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>
#include <cardea/token.hpp>

#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <thread>
#include <vector>

/// How many of so many stores, each on connections of its own and all at once, had something to do. None may
/// fail. `open` gives one that is prepared, and is called by several threads.
template <class Open>
int busy_migrators(int count, Open open) {
  std::latch start{count};
  std::vector<std::size_t> steps(static_cast<std::size_t>(count));
  std::vector<std::thread> threads;
  for (auto& one : steps)
    threads.emplace_back([&] {
      auto store = open();
      start.arrive_and_wait();
      try {
        one = store.migrate(true).size();
      } catch (const std::exception& e) {
        ADD_FAILURE() << e.what();
      }
    });
  int busy = 0;
  for (auto& one : threads) one.join();
  for (const auto one : steps) busy += one > 0 ? 1 : 0;
  return busy;
}

/// What a history says of these statements.
inline std::string hash_of(const std::vector<std::string>& steps) {
  std::string all, text;
  for (const auto& one : steps) all += one + ";\n";
  for (const auto byte : cardea::sha256(std::as_bytes(std::span{all}))) {
    constexpr const char* digits = "0123456789abcdef";
    const auto value = std::to_integer<unsigned>(byte);
    text += digits[value / 16];
    text += digits[value % 16];
  }
  return text;
}
