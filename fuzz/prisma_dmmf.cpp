// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/prisma_reader.hpp>

#include <algorithm>

#include "input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cardea;
  try {
    auto schema = interop::from_prisma(fuzz::text_of(data, size));
    const auto write = [&schema] {
      try {
        const auto header = interop::as_cpp(schema).text;
        // No name gets out of its quotes by a character that an editor or a compiler takes for another.
        fuzz::demand(std::ranges::all_of(header, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
      } catch (const error&) {
      }
    };
    write();
    // Each table may be the one of the sessions, so that the rest is reached sooner.
    schema.settings = {{"models", "all"}};
    for (const auto& table : schema.found.tables) {
      schema.settings["session"] = table.name;
      write();
    }
  } catch (const error&) {
  }
  return 0;
}
