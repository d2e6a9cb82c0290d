// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/memory/service_store.hpp>

#include <memory>

struct kept_home {
  std::unique_ptr<cardea::service_store> make() { return std::make_unique<cardea::memory::service_store>(); }
};
