// SPDX-License-Identifier: MIT
#include <cardea/origin.hpp>

#include "input.hpp"

// The first line is an origin, the rest an entry of the list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [origin, entry] = fuzz::split_line(fuzz::text_of(data, size));
  const std::string entries[] = {std::string{entry}};
  const bool allowed = cardea::is_allowed_origin(origin, entries);
  // A malformed entry allows nothing; what is allowed is an origin, so that it may itself be written in the
  // list.
  if (allowed) {
    fuzz::demand(cardea::is_origin_pattern(entry) && cardea::is_origin_pattern(origin));
    fuzz::demand(origin.find("://") != std::string_view::npos &&
                 origin.find_first_of("/@?#%", origin.find("://") + 3) == std::string_view::npos);
    fuzz::demand(!cardea::is_allowed_origin(std::string{origin} + "/", entries));
  }
  const std::string fixed[] = {"https://app.example.com", "*.example.com", "localhost:5173"};
  if (cardea::is_allowed_origin(origin, fixed)) {
    fuzz::demand(origin.size() > 8 && (origin.front() == 'h' || origin.front() == 'H'));
  }
  const std::string itself[] = {std::string{origin}};
  const bool is_wildcard = origin.find('*') != std::string_view::npos;
  const bool has_scheme = origin.find("://") != std::string_view::npos;
  if (has_scheme && !is_wildcard) {
    fuzz::demand(cardea::is_allowed_origin(origin, itself) == cardea::is_origin_pattern(origin));
  }
  return 0;
}
