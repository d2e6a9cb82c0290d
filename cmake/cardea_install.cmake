# SPDX-License-Identifier: MIT
# One export set per component, and the package file that loads those that are asked for.
include(CMakePackageConfigHelpers)

set(cardea_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/cardea")
get_property(cardea_components GLOBAL PROPERTY CARDEA_COMPONENTS)
set(cardea_edges "")
# Builds what `cmake --install` copies.
add_custom_target(cardea_installed)
foreach(name IN LISTS cardea_components)
  add_dependencies(cardea_installed cardea_${name})
  install(EXPORT cardea_${name} FILE cardea_${name}.cmake NAMESPACE cardea::
    DESTINATION "${cardea_package_dir}" COMPONENT ${name})
  get_property(needs GLOBAL PROPERTY CARDEA_NEEDS_${name})
  string(APPEND cardea_edges "set(cardea_needs_${name} ${needs})\n")
endforeach()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/cardeaConfig.cmake.in" "${PROJECT_BINARY_DIR}/cardeaConfig.cmake"
  INSTALL_DESTINATION "${cardea_package_dir}" NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may break its callers.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/cardeaConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/cardeaConfig.cmake" "${PROJECT_BINARY_DIR}/cardeaConfigVersion.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/cardea_dependencies.cmake"
  DESTINATION "${cardea_package_dir}" COMPONENT core)

if(TARGET cardea_cli)
  # With BUILD_SHARED_LIBS the program finds its libraries beside it, wherever both are moved.
  file(RELATIVE_PATH to_libraries "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(cardea_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${to_libraries}")
  add_dependencies(cardea_installed cardea_cli)
  install(TARGETS cardea_cli RUNTIME COMPONENT cli)
endif()
