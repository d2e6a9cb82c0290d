// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/drizzle_reader.hpp>
#include <cardea/interop/forms.hpp>

#include <algorithm>

#include "input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cardea;
  try {
    const auto found = interop::read_drizzle_snapshot(fuzz::text_of(data, size), "snapshot.json");
    for (const auto& table : found.tables) {
      fuzz::demand(std::ranges::count_if(table.columns, &interop::found_column::is_primary_key) <= 1);
      // Each table may be the one of the sessions, so that the rest is reached sooner.
      try {
        const auto made = interop::recognise(found, {.session = table.name});
        const auto header = interop::as_cpp(
            interop::schema_of(made.layout, *found.dialect, made.user_attributes, made.session_attributes),
            "cardea import drizzle");
        // No name gets out of its quotes by a character that an editor or a compiler takes for another.
        fuzz::demand(std::ranges::all_of(header, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
      } catch (const error&) {
      }
    }
  } catch (const error&) {
  }
  return 0;
}
