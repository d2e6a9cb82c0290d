// SPDX-License-Identifier: MIT
#pragma once
#include "server.hpp"

#include <cardea/store.hpp>

#include <gtest/gtest.h>

#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <typeinfo>
#include <utility>
#include <vector>

/// A place with its tables: of a test that is over and wanted the same ones, emptied, or a new one. To make
/// tables and to drop them is most of what a server does for a test.
class furnished {
  struct kept {
    place at;
    handle db{at.url()};
  };

 public:
  /// `wanted` says which tables; `furnish` makes them at the URL of a new place.
  template <class Furnish>
  furnished(std::string wanted, Furnish&& furnish) : wanted_{std::move(wanted)} {
    auto& free = shelf()[wanted_];
    if (free.empty()) {
      kept_ = std::make_unique<kept>();
      furnish(url());
    } else {
      kept_ = std::move(free.back());
      free.pop_back();
    }
  }
  ~furnished() {
    try {
      empty_tables(kept_->db);
      shelf()[wanted_].push_back(std::move(kept_));
    } catch (const std::exception& e) {
      ADD_FAILURE() << e.what();
    }
  }
  furnished(const furnished&) = delete;
  furnished& operator=(const furnished&) = delete;

  [[nodiscard]] std::string url() const { return kept_->at.url(); }

 private:
  /// Those that no test has, gone with the program.
  static std::map<std::string, std::vector<std::unique_ptr<kept>>>& shelf() {
    static std::map<std::string, std::vector<std::unique_ptr<kept>>> all;
    return all;
  }

  std::string wanted_;
  std::unique_ptr<kept> kept_;
};

/// A home whose place has its tables already.
class furnished_home {
  std::optional<furnished> place_;

 protected:
  /// What `open` makes at a URL, prepared; where the place is new, it makes its tables first.
  template <class Open>
  std::unique_ptr<cardea::store> furnished_store(const cardea::scheme& rules, const cardea::columns& users,
                                                 const cardea::columns& sessions, Open&& open) {
    const auto prepared = [&](const std::string& url) {
      std::unique_ptr<cardea::store> store = open(url);
      store->prepare(users, sessions);
      return store;
    };
    std::string wanted = typeid(Open).name() + std::string{rules.name};
    for (const auto* columns : {&users, &sessions}) {
      wanted += ';';
      for (const auto& c : *columns)
        wanted += c.in_table() + ':' + std::to_string(static_cast<int>(c.type)) + (c.nullable ? "?," : ",");
    }
    place_.emplace(std::move(wanted), [&](const std::string& url) { prepared(url)->migrate(true); });
    return prepared(place_->url());
  }
};
