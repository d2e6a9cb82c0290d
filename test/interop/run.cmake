# SPDX-License-Identifier: MIT
# cmake -D node=NODE -D folder=FOLDER -P run.cmake: every *.test.mjs of the folder under `node --test`.
if(NOT IS_DIRECTORY "${folder}/node_modules/lucia")
  message(FATAL_ERROR "The Lucia packages are not installed: run ./dev test, which installs them first")
endif()
file(GLOB tests LIST_DIRECTORIES false "${folder}/*.test.mjs")
if(NOT tests)
  message(FATAL_ERROR "There is no test in ${folder}")
endif()
# Tests wait for servers and disks more than they compute.
execute_process(COMMAND "${node}" --test --test-concurrency=4 ${tests} WORKING_DIRECTORY "${folder}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "node --test: ${status}")
endif()
