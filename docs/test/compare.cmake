# SPDX-License-Identifier: MIT
# cardea_docs_compare(WHAT EXPECTED ACTUAL): "..." in EXPECTED stands for anything, also for several lines.
function(cardea_docs_compare what expected actual)
  string(STRIP "${expected}" expected)
  string(STRIP "${actual}" actual)
  string(REGEX REPLACE "([][+.*()^$?|\\\\])" "\\\\\\1" pattern "${expected}")
  string(REPLACE "\\.\\.\\." ".*" pattern "${pattern}")
  if(NOT actual MATCHES "^${pattern}$")
    message(FATAL_ERROR "${what}\nthe page says:\n${expected}\nand it is:\n${actual}")
  endif()
endfunction()
