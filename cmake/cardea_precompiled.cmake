# SPDX-License-Identifier: MIT
# With CARDEA_PRECOMPILE the large headers are read once for all libraries and programs, and once more for all
# tests, whose compilation they are half of. It hides an #include that a file forgot: so the release is built
# without, and each public header is compiled alone.
set(cardea_std_headers
  <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <cstdlib> <cstring> <filesystem> <fstream> <functional>
  <future> <iostream> <map> <memory> <mutex> <optional> <regex> <set> <span> <sstream> <stdexcept> <string>
  <string_view> <thread> <unordered_map> <utility> <variant> <vector>
  <boost/describe.hpp> <boost/mp11.hpp>)

# cardea_precompiled(NAME HEADERS ... LINK ...)
function(cardea_precompiled name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LINK")
  set(source "${PROJECT_BINARY_DIR}/${name}.cpp")
  file(GENERATE OUTPUT "${source}" CONTENT "")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL "${source}")
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  target_link_libraries(${name} PRIVATE ${arg_LINK})
  # ccache asks for this.
  target_compile_options(${name} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  target_compile_options(${name} PRIVATE -fPIC)
endfunction()

# cardea_precompile(TARGET NAME): the target reads what NAME has compiled.
function(cardea_precompile target name)
  if(NOT TARGET ${name})
    return()
  endif()
  target_precompile_headers(${target} REUSE_FROM ${name})
  # As the libraries are compiled: the compiler refuses what was compiled in another way.
  target_compile_options(${target} PRIVATE -fPIC)
endfunction()

# g++ wants the same macros wherever it is used, and those of Boost's libraries differ.
if(CARDEA_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(cardea_source_headers ${cardea_std_headers} <boost/json.hpp> <boost/url.hpp>)
  if(CARDEA_BUILD_SERVER)
    list(APPEND cardea_source_headers <boost/asio.hpp> <boost/beast.hpp>)
  endif()
  if(CARDEA_BUILD_CLI)
    list(APPEND cardea_source_headers <CLI/CLI.hpp>)
  endif()
  cardea_precompiled(cardea_precompiled_sources HEADERS ${cardea_source_headers}
    LINK Boost::headers Boost::json Boost::url)
endif()
if(CARDEA_PRECOMPILE AND CARDEA_BUILD_TESTS)
  cardea_precompiled(cardea_precompiled_tests
    HEADERS ${cardea_std_headers} <gtest/gtest.h> <gmock/gmock.h> <cardea/auth.hpp> <cardea/service_store.hpp>
            <cardea/memory/store.hpp> <cardea/sql/connection.hpp> <cardea/sql/layout.hpp>
    LINK GTest::gmock Boost::headers)
  foreach(folder IN ITEMS core stores/memory stores/sql)
    target_include_directories(cardea_precompiled_tests PRIVATE "${PROJECT_SOURCE_DIR}/${folder}/include")
  endforeach()
endif()
