// SPDX-License-Identifier: MIT
#pragma once
#include "furnished.hpp"

#include <cardea/postgres/service_store.hpp>

#include <memory>

/// A place of its own on the server, and a pool.
class kept_home {
  furnished place_{"service", [](const std::string& url) { opened(url)->migrate(true); }};

  static std::unique_ptr<cardea::service_store> opened(const std::string& url) {
    return std::make_unique<cardea::postgres::service_store>(cardea::postgres::pool{url});
  }

 public:
  std::unique_ptr<cardea::service_store> make() { return opened(place_.url()); }
};
