// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct nothing {};

std::string_view to_text(severity s) {
  switch (s) {
    case severity::error:
      return "error";
    case severity::warning:
      return "warning";
    case severity::note:
      return "note";
  }
  return "error";
}

status check(program& p, const nothing&) {
  auto auth = open_auth(p.options);
  int errors = 0;
  boost::json::array all;
  std::string human;
  for (const auto& found : auth.store().check()) {
    if (found.severity == severity::error) ++errors;
    all.push_back({{"severity", to_text(found.severity)},
                   {"table", found.table},
                   {"column", found.column.empty() ? boost::json::value() : boost::json::value(found.column)},
                   {"message", found.message}});
    human += std::string{to_text(found.severity)} + ": " + printable(found.message) + "\n";
  }
  const std::string layout{p.options.rules().name};
  if (errors == 0) human += "ok: layout " + layout + "\n";
  p.out.answer({{"ok", errors == 0}, {"layout", layout}, {"findings", std::move(all)}}, human);
  if (errors == 0) return yes;
  output::complain("cardea: the database does not fit layout " + layout + "; `" + p.options.invocation +
                   " migrate --dry-run` shows what can be added");
  return no;
}

}  // namespace

void add_check(CLI::App& root, command_line& line) {
  auto& app =
      add_command(root, line, "check",
                  "Hold the live tables against the layout and the declared attributes; exit 1 and say "
                  "each difference.",
                  "cardea --db sqlite:app.db --layout lucia-v2 check");
  set_run(app, line, std::make_shared<nothing>(), check);
}

}  // namespace cardea::cli
