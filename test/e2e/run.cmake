# SPDX-License-Identifier: MIT
# cmake -D node=NODE -D folder=FOLDER -P run.cmake: every *.test.mjs of the folder under `node --test`.
if(NOT IS_DIRECTORY "${folder}/node_modules/playwright-core")
  message(FATAL_ERROR "Playwright is not installed: run ./dev test, which installs it first")
endif()
file(GLOB tests LIST_DIRECTORIES false "${folder}/*.test.mjs")
if(NOT tests)
  message(FATAL_ERROR "There is no test in ${folder}")
endif()
# A browser for each file at a time: more of them wait for the processor.
execute_process(COMMAND "${node}" --test --test-concurrency=2 ${tests}
  WORKING_DIRECTORY "${folder}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "node --test: ${status}")
endif()
