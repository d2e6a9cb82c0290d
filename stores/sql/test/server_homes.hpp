// SPDX-License-Identifier: MIT
#pragma once
#include "furnished.hpp"
#include "layout_of.hpp"

#include <cardea/service_store.hpp>

#include <memory>
#include <string>

/// A place of its own, and a pool.
template <class Store, class Pool>
class pooled_home : furnished_home {
 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    return furnished_store(rules, users, sessions, [&](const std::string& url) {
      return std::make_unique<Store>(Pool{url}, layout_of(rules));
    });
  }
};

/// The same for what a service keeps.
template <class ServiceStore, class Pool>
class pooled_service_home {
  furnished place_{"service", [](const std::string& url) { opened(url)->migrate(true); }};

  static std::unique_ptr<cardea::service_store> opened(const std::string& url) {
    return std::make_unique<ServiceStore>(Pool{url});
  }

 public:
  std::unique_ptr<cardea::service_store> make() { return opened(place_.url()); }
};
