# SPDX-License-Identifier: MIT
# What the components named in cardea_wanted stand on. This build and the installed package both load this
# file, so that a static library finds at its user's what it found here. It may be loaded more than once.
include(CMakeFindDependencyMacro)

# Debian's libsodium, utf8proc and libxcrypt speak pkg-config only. The imported targets are made again at
# the user's and not exported, so that no path of the building machine gets into the package.
function(cardea_find_module target module)
  if(TARGET PkgConfig::${target})
    return()
  endif()
  pkg_check_modules(${target} QUIET IMPORTED_TARGET GLOBAL "${module}")
  if(NOT ${target}_FOUND)
    set(cardea_missing "cardea needs ${module}, and pkg-config does not know it" PARENT_SCOPE)
  endif()
endfunction()

if("core" IN_LIST cardea_wanted)
  find_dependency(Boost 1.81 COMPONENTS url)
  find_dependency(PkgConfig)
  cardea_find_module(CARDEA_SODIUM "libsodium>=1.0.18")
  # Debian's 2.8 calls itself 2.6 here.
  cardea_find_module(CARDEA_UTF8PROC "libutf8proc>=2.6")
  cardea_find_module(CARDEA_CRYPT "libxcrypt>=4.4")
  if(cardea_missing)
    set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
    set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE "${cardea_missing}")
    return()
  endif()
endif()
if("contract" IN_LIST cardea_wanted)
  find_dependency(GTest 1.12)
endif()
if("sqlite" IN_LIST cardea_wanted)
  find_dependency(SQLite3 3.37)
endif()
