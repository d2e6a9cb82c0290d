// SPDX-License-Identifier: MIT
#pragma once
#include "exchange.hpp"

#include <span>
#include <vector>

namespace cardea::service {

/// Who each of them is, asked with one look-up. Where that fails, each is asked by itself, so that one whose
/// renewal cannot be written does not spoil the others; two in a row that fail are taken for all that are
/// left, since a database that is gone may take long over each.
[[nodiscard]] std::vector<finding_of_who> look_up(http::basic_guard& guard,
                                                  std::span<const http::request* const> incoming);

}  // namespace cardea::service
