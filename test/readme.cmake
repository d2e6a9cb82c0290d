# SPDX-License-Identifier: MIT
# The README's program is examples/01_readme.cpp, to the letter.
file(READ "${README}" readme)
file(READ "${EXAMPLE}" example)
string(REPLACE "// SPDX-License-Identifier: MIT\n" "" example "${example}")
string(FIND "${readme}" "```cpp\n${example}```" at)
if(at EQUAL -1)
  message(FATAL_ERROR "the program in ${README} is not that of ${EXAMPLE}")
endif()
