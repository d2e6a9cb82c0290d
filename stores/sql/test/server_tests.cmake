# SPDX-License-Identifier: MIT
# cardea_server_tests(DATABASE DRIVER...): what each database that is a server is asked alike, by the sources of these names
# in its own folder. Leaves in `needs` what its other tests link.
function(cardea_server_tests database)
  cardea_test_support(${database}_test_server SOURCES server.cpp LINK ${ARGN})
  target_include_directories(${database}_test_server PUBLIC "${CMAKE_CURRENT_FUNCTION_LIST_DIR}")
  set(needs cardea::${database} ${database}_test_server)
  set(needs ${needs} PARENT_SCOPE)
  cardea_test(${database}_contract SOURCES contract_test.cpp LINK ${needs} cardea::contract CONTRACT)
  cardea_test(${database}_threads SOURCES service_threads_test.cpp threads_test.cpp LINK ${needs} cardea::contract THREADS_ONLY)
  cardea_test(${database}_service SOURCES service_test.cpp LINK ${needs} cardea::contract)
  cardea_test(${database}_cache SOURCES cache_test.cpp LINK ${needs} cardea::cached sql_test_proxy THREADS)
  cardea_test(${database}_cache_contract SOURCES cache_contract_test.cpp LINK ${needs} cardea::cached cardea::contract CONTRACT)
  cardea_test(${database}_cache_threads SOURCES cache_threads_test.cpp cache_trials_test.cpp
    LINK ${needs} cardea::cached cardea::contract sql_test_proxy THREADS_ONLY)
  foreach(name IN ITEMS cache cache_threads)
    target_include_directories(test_${database}_${name} PRIVATE ../../cached/test)
  endforeach()
  # On a server of its own.
  cardea_test(${database}_crash SOURCES crash_test.cpp LINK cardea::${database} cardea::contract ${ARGN} THREADS)
  target_include_directories(test_${database}_crash PRIVATE "${CMAKE_CURRENT_FUNCTION_LIST_DIR}")
endfunction()
