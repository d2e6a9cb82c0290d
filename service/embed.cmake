# SPDX-License-Identifier: MIT
# Writes a text file as a C++ source, cut into pieces that every compiler takes.
cmake_policy(VERSION 3.25)
file(READ "${IN}" text)
string(LENGTH "${text}" left)
set(at 0)
set(pieces "")
while(at LESS left)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND pieces "R\"cardea(${piece})cardea\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE "${OUT}" "// SPDX-License-Identifier: MIT
#include \"openapi.hpp\"

namespace cardea::service {

const std::string_view openapi_text =
${pieces};

}  // namespace cardea::service
")
