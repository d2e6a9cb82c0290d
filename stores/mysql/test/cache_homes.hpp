// SPDX-License-Identifier: MIT
#pragma once
#include "furnished.hpp"
#include "layout_of.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/mysql/change_channel.hpp>
#include <cardea/mysql/store.hpp>

#include <memory>

/// A cache before a pool, on a database of its own.
class cached_home : furnished_home {
 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    return furnished_store(rules, users, sessions, [&](const std::string& url) {
      return std::make_unique<cardea::cached::store>(
          std::make_unique<cardea::mysql::store>(cardea::mysql::pool{url}, layout_of(rules)),
          std::make_unique<cardea::mysql::change_channel>(url, layout_of(rules)));
    });
  }
};
