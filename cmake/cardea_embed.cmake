# SPDX-License-Identifier: MIT
# Texts that become sources, so that a program carries them with it. They are made when the build is configured, and again
# when one of the texts has changed: what a command of the build makes would hold up whoever reads only a header.

# cardea_read(FILE OUT): the text; the build is configured anew when it changes.
function(cardea_read file out)
  cmake_path(ABSOLUTE_PATH file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" text)
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# cardea_write(FILE TEXT): a source, which stays as old as it is where it says the same.
function(cardea_write file text)
  file(WRITE "${file}.new" "// SPDX-License-Identifier: MIT\n${text}")
  file(COPY_FILE "${file}.new" "${file}" ONLY_IF_DIFFERENT)
  file(REMOVE "${file}.new")
endfunction()

# cardea_embed(TEXT SOURCE HEADER NAMESPACE NAME): SOURCE defines the std::string_view NAME as HEADER declares it; cut into
# pieces that every compiler takes.
function(cardea_embed text source header namespace name)
  cardea_read("${text}" text)
  string(LENGTH "${text}" left)
  set(at 0)
  set(pieces "")
  while(at LESS left)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND pieces "R\"cardea(${piece})cardea\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  cardea_write("${source}" "#include \"${header}\"

// Longer than the standard asks compilers to take; each piece is not.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace ${namespace} {

const std::string_view ${name} =
${pieces};

}  // namespace ${namespace}
")
endfunction()
