// SPDX-License-Identifier: MIT
#pragma once
#include "faulty_store.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/manual_clock.hpp>
#include <cardea/memory/store.hpp>

#include <atomic>
#include <cstring>
#include <memory>
#include <string>

namespace cardea {

/// A hasher that is fast and counts what it is asked, so that equal work is a number and not a stopwatch's
/// guess.
class counting_hasher final : public password_hasher {
 public:
  mutable std::atomic<int> hashes = 0, verifications = 0, refusals = 0;
  bool finds_all_weak = false;

  bool acceptable(std::string_view password) const noexcept override {
    return !password.empty() && password.size() <= 72;
  }
  std::string hash(std::string_view password) const override {
    ++hashes;
    return (finds_all_weak ? "strong:" : "hash:") + std::string{password};
  }
  password_verdict verify(std::string_view stored, std::string_view password) const override {
    ++verifications;
    const bool valid = stored.substr(stored.find(':') + 1) == password;
    return {valid, valid && finds_all_weak && !stored.starts_with("strong:")};
  }
  void refuse(std::string_view) const override { ++refusals; }
};

/// Bytes that a test chooses; zeros when they are used up.
class scripted_random final : public random_source {
 public:
  std::string bytes;
  void fill(std::span<std::byte> to) override {
    for (auto& b : to) {
      b = static_cast<std::byte>(at_ < bytes.size() ? bytes[at_] : 0);
      ++at_;
    }
  }

 private:
  std::size_t at_ = 0;
};

/// An auth on the memory store, with a clock that stands still until it is moved.
struct bench {
  explicit bench(const cardea::scheme& rules, columns user = {}, columns session = {},
                 random_source* random = nullptr) {
    auto faulty = std::make_unique<faulty_store>(std::make_unique<memory::store>(rules), plan);
    auth = std::make_unique<basic_auth>(std::move(faulty), user, session,
                                        auth_options{.passwords = hasher, .clock = &clock, .random = random});
  }
  bench(const bench&) = delete;
  bench& operator=(const bench&) = delete;

  basic_auth* operator->() { return auth.get(); }

  std::shared_ptr<faulty_store::plan> plan = std::make_shared<faulty_store::plan>();
  std::shared_ptr<counting_hasher> hasher = std::make_shared<counting_hasher>();
  manual_clock clock;
  std::unique_ptr<basic_auth> auth;
};

inline constexpr const cardea::scheme* every_scheme[] = {
    &schemes::lucia_v0, &schemes::lucia_v1, &schemes::lucia_v2, &schemes::lucia_v3, &schemes::cardea};
inline constexpr const cardea::scheme* schemes_with_keys[] = {&schemes::lucia_v0, &schemes::lucia_v1,
                                                              &schemes::lucia_v2, &schemes::cardea};

}  // namespace cardea
