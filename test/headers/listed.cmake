# SPDX-License-Identifier: MIT
file(GLOB_RECURSE present "${SOURCE}/core/include/*.[hi]pp" "${SOURCE}/interop/include/*.[hi]pp"
  "${SOURCE}/stores/*/include/*.[hi]pp")
if(NOT present)
  message(FATAL_ERROR "no header under ${SOURCE}")
endif()
list(REMOVE_ITEM present ${LISTED})
if(present)
  list(JOIN present "\n  " unlisted)
  message(FATAL_ERROR "in no component's HEADERS:\n  ${unlisted}")
endif()
