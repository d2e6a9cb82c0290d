// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "found_options.hpp"
#include "open_store.hpp"
#include "survey_view.hpp"
#include "write_file.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace cardea::cli {
namespace {

struct arguments {
  std::string toml{};
  bool force = false;
  extras with{};
};

bool has_errors(const std::vector<finding>& all) {
  return std::ranges::find(all, severity::error, &finding::severity) != all.end();
}

std::vector<finding> differences(const database& db, const settings& from) {
  db.store->prepare(from.user_attributes, from.session_attributes);
  return db.store->check();
}

/// The same options for the tables that were recognised.
settings as_recognised(settings from, const interop::recognised& what) {
  from.layout = what.layout;
  from.user_attributes = what.user_attributes;
  from.session_attributes = what.session_attributes;
  return from;
}

/// Those that the options name.
interop::chosen_tables said_tables(const settings& options) {
  const auto& layout = options.layout;
  return {.user = layout.user.name,
          .session = layout.session.name,
          .key = layout.without_keys ? "-" : layout.key.name};
}

/// Whether the options mean the tables that were recognised.
bool are_meant(const settings& options, const interop::recognised& what, const sql::dialect& dialect) {
  const auto said = sql::with_names(options.layout, dialect);
  return said.rules == what.layout.rules && said.session.name == what.layout.session.name &&
         said.user.name == what.layout.user.name;
}

status check(program& p, const arguments& given) {
  const auto db = open_store(p.options, opening::examined);
  const auto& dialect = dialect_of(p.options);
  auto found = differences(db, p.options);
  auto survey =
      interop::survey_of(*db.tables, dialect, without_password(p.options.url), said_tables(p.options));
  const bool meant = survey.what && are_meant(p.options, *survey.what, dialect);
  if (meant) found.insert(found.end(), survey.findings.begin(), survey.findings.end());
  if (given.with.service)
    for (auto& one : db.service->check()) found.push_back(std::move(one));
  if (given.with.cache)
    for (auto& one : db.channel()->check()) found.push_back(std::move(one));
  const bool is_fit = !has_errors(found);

  // What is there instead, and whether it would do.
  std::vector<finding> instead;
  if (!is_fit && survey.what && !meant) {
    const auto other = as_recognised(p.options, *survey.what);
    instead = differences(open_store(other, opening::examined), other);
    instead.insert(instead.end(), survey.findings.begin(), survey.findings.end());
  }
  if (!given.toml.empty()) {
    if (!survey.what) throw error{errc::schema_mismatch, "nothing is written: " + survey.why_not};
    target{given.toml, as_toml(options_of(*survey.what, dialect)), given.force}.write();
  }

  const std::string layout{p.options.rules().name};
  auto human = as_text(survey, dialect) + as_text(found);
  if (is_fit) human += "ok: layout " + layout + "\n";
  if (!is_fit && survey.what) human += use_of(*survey.what, dialect) + as_text(instead);
  auto recognised = as_json(survey, dialect);
  recognised.emplace("findings", as_json(instead));
  p.out.answer({{"ok", is_fit},
                {"layout", layout},
                {"findings", as_json(found)},
                {"recognised", std::move(recognised)}},
               human);
  if (is_fit) return yes;
  const bool would_do = survey.what && !meant && !has_errors(instead);
  output::complain(
      "cardea: the database does not fit layout " + layout +
      (would_do ? "; it does fit the options shown"
                : "; `" + p.options.invocation + " migrate " + (given.with.service ? "--service " : "") +
                      (given.with.cache ? "--cache " : "") + "--dry-run` shows what can be added"));
  return no;
}

}  // namespace

void add_check(command root) {
  const auto app =
      root.add("check",
               "Say what the live tables are and what may go wrong on them, and hold them against the "
               "layout and the declared attributes; exit 1 where they differ, and say what would fit.",
               "cardea --db sqlite:app.db --layout lucia-v2 check");
  auto given = std::make_shared<arguments>();
  app.add_option("--toml", given->toml, "the options for the tables that were recognised are written here")
      .type_name("FILE");
  app.add_flag("--service", given->with.service, "the tables too that a server keeps limits and tokens in");
  app.add_flag("--cache", given->with.cache, "what tells a server's cache of sessions of changes too");
  app.add_flag("--force", given->force, "replace a file that holds something else");
  app.set_run(std::move(given), check);
}

}  // namespace cardea::cli
