// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/batched/store.hpp>

#include <memory>

/// A batched store around another home's.
template <class Home>
class batched_home {
  Home home_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    return std::make_unique<cardea::batched::store>(home_.make(rules, users, sessions));
  }
};
