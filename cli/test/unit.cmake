# SPDX-License-Identifier: MIT
# cmake -D analyze=SYSTEMD-ANALYZE -D unit=cardea.service.in -D folder=FOLDER_OF_THE_PROGRAM -P unit.cmake: whether systemd
# takes the unit without a word, and holds it for as closed as docs/server.md says.
cmake_policy(VERSION 3.25)
set(CMAKE_INSTALL_FULL_BINDIR "${folder}")
set(made "${folder}/unit/cardea.service")
configure_file("${unit}" "${made}" @ONLY)
execute_process(COMMAND "${analyze}" verify "${made}" RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0 OR NOT said STREQUAL "")
  message(FATAL_ERROR "systemd-analyze verify: ${status}\n${said}")
endif()
# In tenths: 0 is closed, 100 is open.
execute_process(COMMAND "${analyze}" security --offline=true --threshold=20 --no-pager "${made}"
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "systemd-analyze security: ${status}\n${said}")
endif()
