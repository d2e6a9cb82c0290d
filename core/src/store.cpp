// SPDX-License-Identifier: MIT
#include <cardea/store.hpp>

#include <utility>

// Not in the header: whoever reads it would have his compiler make anew what these need of vectors and
// variants.
namespace cardea {

bool session_store::find_session_into(std::string_view id, session_with_user& into) {
  auto found = find_session(id);
  if (!found) return false;
  into = *std::move(found);
  return true;
}

bool session_store::set_session_times_within(std::string_view id, const session_times& times,
                                             duration /*left*/) {
  return set_session_times(id, times);
}

void session_store::set_many_session_times(std::span<const session_renewal> all) {
  for (const auto& one : all) (void)set_session_times(one.id, one.times);
}

std::vector<finding> store::check() { return {}; }

std::vector<std::string> store::migrate(bool /*run*/, const migrate_options& /*options*/) { return {}; }

}  // namespace cardea
