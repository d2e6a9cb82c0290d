# SPDX-License-Identifier: MIT
# cmake -DOUT=FILE -DFOLDER=FOLDER -DFILES=a;b -P embed.cmake: the files as one C++ source.
set(text "// SPDX-License-Identifier: MIT\n#include \"embedded.hpp\"\n\nnamespace cardea::pages {\n")
string(APPEND text "namespace {\nconstexpr embedded_file files[] = {\n")
foreach(name IN LISTS FILES)
  file(READ "${FOLDER}/${name}" content)
  if(content MATCHES "\\)~page~\"")
    message(FATAL_ERROR "${name} holds what ends a literal")
  endif()
  string(APPEND text "    {\"${name}\", R\"~page~(${content})~page~\"},\n")
endforeach()
string(APPEND text "};\n}  // namespace\n\nstd::span<const embedded_file> embedded() noexcept { return files; }\n")
string(APPEND text "\n}  // namespace cardea::pages\n")
file(WRITE "${OUT}" "${text}")
