// SPDX-License-Identifier: MIT
#pragma once
#include "furnished.hpp"
#include "layout_of.hpp"

#include <cardea/cached/store.hpp>

#include <memory>
#include <string>

/// A cache before a pool, on a place of its own.
template <class Store, class Pool, class Channel>
class pooled_cache_home : furnished_home {
 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    return furnished_store(rules, users, sessions, [&](const std::string& url) {
      return std::make_unique<cardea::cached::store>(std::make_unique<Store>(Pool{url}, layout_of(rules)),
                                                     std::make_unique<Channel>(url, layout_of(rules)));
    });
  }
};
