# SPDX-License-Identifier: MIT
# cardea_component(NAME SOURCES ... HEADERS ... PUBLIC ... PRIVATE ... [TESTS])
# Makes the library cardea_NAME with the alias cardea::NAME; without sources it is an INTERFACE library. Where its
# sources are TESTS it is static, as GoogleTest is, of which a program has one.
# Its headers are a file set: each is verified to compile alone, and they are installed with the library.
# A cardea::OTHER among PUBLIC or PRIVATE becomes an edge that find_package(cardea COMPONENTS NAME) follows.
function(cardea_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TESTS" "" "SOURCES;HEADERS;PUBLIC;PRIVATE")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "cardea_component(${name}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()
  set(target cardea_${name})
  if(arg_SOURCES)
    if(arg_TESTS)
      add_library(${target} STATIC ${arg_SOURCES})
      cardea_precompile(${target} cardea_precompiled_tests)
      cardea_compile_as_one(${target})
    else()
      add_library(${target} ${arg_SOURCES})
      if("Boost::json" IN_LIST arg_PUBLIC OR "Boost::json" IN_LIST arg_PRIVATE)
        cardea_precompile(${target} cardea_precompiled_sources)
      else()
        cardea_precompile(${target} "${cardea_precompiled_plain}")
      endif()
    endif()
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE})
    set_target_properties(${target} PROPERTIES
      VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
      POSITION_INDEPENDENT_CODE ON INSTALL_RPATH "$ORIGIN")
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(cardea::${name} ALIAS ${target})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_link_libraries(${target} ${scope} ${arg_PUBLIC})
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS include FILES ${arg_HEADERS})
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ${CARDEA_BUILD_TESTS})

  set(needs ${arg_PUBLIC} ${arg_PRIVATE})
  list(FILTER needs INCLUDE REGEX "^cardea::")
  list(TRANSFORM needs REPLACE "^cardea::" "")
  set_property(GLOBAL APPEND PROPERTY CARDEA_COMPONENTS ${name})
  set_property(GLOBAL PROPERTY CARDEA_NEEDS_${name} ${needs})
  if(CARDEA_INSTALL)
    install(TARGETS ${target} EXPORT cardea_${name}
      ARCHIVE COMPONENT ${name} LIBRARY COMPONENT ${name} RUNTIME COMPONENT ${name}
      FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT ${name})
  endif()
endfunction()
