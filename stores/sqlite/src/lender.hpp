// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sqlite/connection.hpp>

#include <memory>

namespace cardea::sqlite {

/// One connection that a pool lends, and the way back to its place.
class lender {
 public:
  lender() = default;
  lender(const lender&) = delete;
  lender& operator=(const lender&) = delete;
  virtual ~lender() = default;
  virtual void take_back() noexcept = 0;

  std::unique_ptr<connection> lent{};
};

}  // namespace cardea::sqlite
