// SPDX-License-Identifier: MIT
#include <cardea/token.hpp>
