# SPDX-License-Identifier: MIT
# Writes the text file IN as the C++ source OUT, which defines NAME as HEADER declares it; cut into pieces that
# every compiler takes.
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
#include \"${HEADER}\"

// Longer than the standard asks compilers to take; each piece is not.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace cardea::service {

const std::string_view ${NAME} =
${pieces};

}  // namespace cardea::service
")
