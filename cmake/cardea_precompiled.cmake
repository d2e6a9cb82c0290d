# SPDX-License-Identifier: MIT
# With CARDEA_PRECOMPILE the large headers are read once for all libraries and programs, and once more for all
# tests, whose compilation they are half of. It hides an #include that a file forgot: so `./dev lint` reads every file
# without, and each public header is compiled alone.
set(cardea_std_headers
  <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <cstdlib> <cstring> <filesystem> <fstream> <functional>
  <future> <map> <memory> <mutex> <optional> <regex> <set> <span> <sstream> <stdexcept> <string>
  <string_view> <thread> <unordered_map> <utility> <variant> <vector>
  <boost/describe.hpp> <boost/mp11.hpp>)

# cardea_precompiled(NAME HEADERS ... LINK ... COMPONENTS ...): the headers, what they come from, and which of Cardea's
# own components some of them are of.
function(cardea_precompiled name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LINK;COMPONENTS")
  set(source "${PROJECT_BINARY_DIR}/${name}.cpp")
  file(GENERATE OUTPUT "${source}" CONTENT "")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL "${source}")
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  target_link_libraries(${name} PRIVATE ${arg_LINK})
  # ccache asks for this.
  target_compile_options(${name} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  target_compile_options(${name} PRIVATE -fPIC)
  foreach(component IN LISTS arg_COMPONENTS)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/${component}/include")
  endforeach()
endfunction()

# cardea_precompile(TARGET NAME): the target reads what NAME has compiled.
function(cardea_precompile target name)
  if(NOT TARGET ${name})
    return()
  endif()
  target_precompile_headers(${target} REUSE_FROM ${name})
  # g++ wants the same macros wherever it is used.
  target_compile_definitions(${target} PRIVATE "$<TARGET_PROPERTY:${name},COMPILE_DEFINITIONS>")
  # As the libraries are compiled: the compiler refuses what was compiled in another way.
  target_compile_options(${target} PRIVATE -fPIC)
endfunction()

# cardea_compile_as_one(TARGET): its sources are one to the compiler, where headers are precompiled too. In the sanitized builds
# (CMAKE_UNITY_BUILD) all of a library are; what is shipped is compiled apart, so that a program takes from a library only
# what it calls. A source that says its own things in the words of another has SKIP_UNITY_BUILD_INCLUSION.
function(cardea_compile_as_one target)
  if(CARDEA_PRECOMPILE)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  endif()
endfunction()

# cardea_precompiled_sources is for what has JSON; ${cardea_precompiled_plain} for what has none.
if(CARDEA_PRECOMPILE)
  set(cardea_source_headers ${cardea_std_headers} <boost/json.hpp>)
  set(cardea_source_libraries Boost::headers Boost::json)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    set(cardea_precompiled_plain cardea_precompiled_sources)
    list(APPEND cardea_source_headers <iostream> <boost/url.hpp> <cardea/auth.hpp> <cardea/service_store.hpp>)
    list(APPEND cardea_source_libraries Boost::url)
    if(CARDEA_BUILD_SERVER)
      list(APPEND cardea_source_headers <boost/asio.hpp> <boost/beast.hpp>)
    endif()
  else()
    # g++ is slower with what a file does not need, tells of each local name that it finds in a header too, and makes what
    # headers want made (of <iostream>, of Boost.System's categories) for every file: for what is shipped too.
    set(cardea_precompiled_plain cardea_precompiled_std)
    cardea_precompiled(cardea_precompiled_std HEADERS ${cardea_std_headers} LINK Boost::headers)
  endif()
  cardea_precompiled(cardea_precompiled_sources HEADERS ${cardea_source_headers} LINK ${cardea_source_libraries}
    COMPONENTS core)
endif()
if(CARDEA_PRECOMPILE AND CARDEA_BUILD_TESTS)
  cardea_precompiled(cardea_precompiled_tests
    HEADERS ${cardea_std_headers} <iostream> <gtest/gtest.h> <gmock/gmock.h> <cardea/auth.hpp> <cardea/service_store.hpp>
            <cardea/memory/store.hpp> <cardea/sql/connection.hpp> <cardea/sql/layout.hpp>
    LINK GTest::gmock Boost::headers
    COMPONENTS core stores/memory stores/sql)
endif()
