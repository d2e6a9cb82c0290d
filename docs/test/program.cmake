# SPDX-License-Identifier: MIT
# Runs PROGRAM in an empty FOLDER; where the page shows what it prints, it must print that.
cmake_policy(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/compare.cmake")
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(COMMAND "${PROGRAM}" WORKING_DIRECTORY "${FOLDER}"
  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "status ${status}:\n${output}")
endif()
file(READ "${EXPECTED}" expected)
if(NOT expected STREQUAL "")
  cardea_docs_compare("${PROGRAM}" "${expected}" "${output}")
endif()
