# SPDX-License-Identifier: MIT
# Runs PROGRAM, a list with its arguments, in an empty FOLDER; its output must match EXPECTED.
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(COMMAND ${PROGRAM} WORKING_DIRECTORY "${FOLDER}"
  OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT output MATCHES "${EXPECTED}")
  message(FATAL_ERROR "status ${status}, expected \"${EXPECTED}\", got:\n${output}\n${errors}")
endif()
