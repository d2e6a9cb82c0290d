// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"

#include <cardea/interop/forms.hpp>

#include <algorithm>
#include <span>

namespace cardea::cli {
namespace {

struct arguments {
  std::string as;
  std::string dialect;
};

std::span<const sql::dialect* const> dialects() {
  static const sql::dialect* const all[] = {&sql::sqlite_dialect(), &sql::postgres_dialect(),
                                            &sql::mysql_dialect()};
  return all;
}

/// "sqlite, postgres and mysql".
template <class All, class Say>
std::string listed(const All& all, std::string_view last, Say say) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i) text += i + 1 < all.size() ? ", " : last;
    text += say(all[i]);
  }
  return text;
}

std::string_view name_of(const interop::form& one) { return one.name; }
std::string_view name_of(const sql::dialect* one) { return one->name; }

template <class All>
const auto& named(const All& all, std::string_view option, const std::string& name) {
  const auto say = [](const auto& one) { return name_of(one); };
  const auto at = std::ranges::find(all, name, say);
  if (at != all.end()) return *at;
  throw error{errc::invalid_argument,
              std::string{option} + ": \"" + name + "\" is none of " + listed(all, " and ", say)};
}

status schema(program& p, const arguments& given) {
  const auto& form = named(interop::forms(), "--as", given.as);
  const auto& dialect =
      given.dialect.empty() ? dialect_of(p.options) : *named(dialects(), "--dialect", given.dialect);
  const auto text = form.write(
      interop::schema_of(p.options.layout, dialect, p.options.user_attributes, p.options.session_attributes));
  p.out.answer({{"schema", text}}, text);
  return yes;
}

}  // namespace

void add_schema(command root) {
  const auto app = root.add("schema", "Print the tables of the layout, without looking at any database.",
                            "cardea --layout lucia-v3 --user-attributes username:string schema --as kysely");
  auto given = std::make_shared<arguments>();
  const auto forms = listed(interop::forms(), " or ", [](const auto& one) {
    return std::string{one.name} + " (" + std::string{one.what} + ")";
  });
  const auto databases = listed(dialects(), " or ", [](const auto* one) { return one->name; });
  app.add_option("--as", given->as, forms).type_name("FORM").required();
  app.add_option("--dialect", given->dialect, databases + "; else that of --db").type_name("NAME");
  app.set_run(std::move(given), schema);
}

}  // namespace cardea::cli
