// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/layout.hpp>

/// The layout of a scheme, with the names on Lucia's pages.
inline cardea::sql::layout layout_of(const cardea::scheme& rules) {
  if (rules.name == "lucia-v0") return cardea::layouts::lucia_v0();
  if (rules.name == "lucia-v1") return cardea::layouts::lucia_v1();
  if (rules.name == "lucia-v2") return cardea::layouts::lucia_v2();
  if (rules.name == "lucia-v3") return cardea::layouts::lucia_v3();
  return cardea::layouts::cardea();
}
