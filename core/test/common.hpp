// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/basic_auth.hpp>

namespace cardea {

inline constexpr key_name ada{"username", "ada"};
inline constexpr timestamp noon{duration{1'893'585'600'000}};

}  // namespace cardea
