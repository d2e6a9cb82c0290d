# SPDX-License-Identifier: MIT
find_package(GTest 1.12 REQUIRED)
include(GoogleTest)

# Builds the tests that share something between threads, and nothing else: what ThreadSanitizer runs.
add_custom_target(cardea_threads_tests)

# cardea_test(NAME SOURCES ... LINK ... [THREADS|THREADS_ONLY|CONTRACT]): one GoogleTest program, its cases known to CTest
# one by one as NAME.Suite.Case. THREADS gives them the label "threads" and a run under ThreadSanitizer. THREADS_ONLY too,
# and where CARDEA_TEST_THREADS is off that run is the only one: they ask nothing but what many threads do at once. Those
# of a CONTRACT are so many that a process for each would take longer than the tests: CTest knows one NAME.SCHEME. Where
# CARDEA_TEST_PARTS are asked for, it knows no cases but NAME.1, NAME.2 and so on, each a part of them in one process.
set(CARDEA_TEST_PARTS 0 CACHE STRING "Processes that each test program is run in; 0: one for each of its cases")
option(CARDEA_TEST_THREADS "Make the tests that ask nothing but what many threads do at once" ON)
function(cardea_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "THREADS;THREADS_ONLY;CONTRACT" "" "SOURCES;LINK")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "cardea_test(${name}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()
  set(target test_${name})
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LINK} GTest::gmock GTest::gtest_main)
  cardea_precompile(${target} cardea_precompiled_tests)
  cardea_compile_as_one(${target})
  if(CARDEA_READ_TESTS)
    target_compile_options(${target} PRIVATE -fsyntax-only)
  endif()
  if(arg_CONTRACT)
    foreach(scheme IN ITEMS lucia_v0 lucia_v1 lucia_v2 lucia_v3 cardea)
      add_test(NAME ${name}.${scheme} COMMAND ${target} "--gtest_filter=*/${scheme}" --gtest_brief=1)
      set_tests_properties(${name}.${scheme} PROPERTIES
        SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]" FAIL_REGULAR_EXPRESSION "\\] 0 tests from")
    endforeach()
    return()
  endif()
  if(arg_THREADS_ONLY AND NOT CARDEA_TEST_THREADS)
    set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  set(labels "")
  if(arg_THREADS OR arg_THREADS_ONLY)
    add_dependencies(cardea_threads_tests ${target})
    set(labels LABELS threads)
  endif()
  if(CARDEA_TEST_PARTS EQUAL 0)
    gtest_discover_tests(${target} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES ${labels})
    return()
  endif()
  foreach(part RANGE 1 ${CARDEA_TEST_PARTS})
    add_test(NAME ${name}.${part} COMMAND ${target} --gtest_brief=1)
    math(EXPR index "${part} - 1")
    set_tests_properties(${name}.${part} PROPERTIES TIMEOUT 900
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${CARDEA_TEST_PARTS};GTEST_SHARD_INDEX=${index}" ${labels})
  endforeach()
endfunction()

# cardea_test_support(NAME SOURCES ... LINK ...): what several test programs have in common, compiled once. Those that link
# it find the headers that stand beside. What it links itself brings its headers along, but not its objects: whoever needs
# them names it too.
function(cardea_test_support name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_compile_features(${name} PUBLIC cxx_std_20)
  target_include_directories(${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${arg_LINK} GTest::gmock)
  cardea_precompile(${name} cardea_precompiled_tests)
  if(CARDEA_READ_TESTS)
    target_compile_options(${name} PRIVATE -fsyntax-only)
  endif()
endfunction()

# cardea_does_not_compile(NAME SOURCE file LINK target... MESSAGE regex)
# The test misuse.NAME compiles SOURCE twice: as it is, where it must compile, and with -DMISUSE, where it
# must not and where the compiler's words must match MESSAGE. Without the first run a misspelt include would
# pass for a misuse.
function(cardea_does_not_compile name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;MESSAGE" "LINK")
  set(target misuse_${name})
  # Never built: it is here so that CMake works out the include folders of what it links.
  add_library(${target} OBJECT EXCLUDE_FROM_ALL "${arg_SOURCE}")
  target_link_libraries(${target} PRIVATE ${arg_LINK})
  set(folders "$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>")
  set(macros "$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>")
  cmake_path(ABSOLUTE_PATH arg_SOURCE BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
  add_test(NAME misuse.${name}
    COMMAND "${CMAKE_COMMAND}" -P "${PROJECT_SOURCE_DIR}/cmake/cardea_does_not_compile.cmake" --
      "${arg_MESSAGE}" "${CMAKE_CXX_COMPILER}" -std=c++20 -fsyntax-only
      "$<$<BOOL:${folders}>:-I$<JOIN:${folders},;-I>>" "$<$<BOOL:${macros}>:-D$<JOIN:${macros},;-D>>"
      "${arg_SOURCE}"
    COMMAND_EXPAND_LISTS)
  set_tests_properties(misuse.${name} PROPERTIES LABELS misuse)
endfunction()
