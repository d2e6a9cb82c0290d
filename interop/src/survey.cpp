// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/survey.hpp>

#include <algorithm>

namespace cardea::interop {
namespace {

const sql::inspected_table* find(const sql::inspection& in, const std::string& name) {
  const auto at = std::ranges::find(in.tables, name, &sql::inspected_table::name);
  return at == in.tables.end() ? nullptr : &*at;
}

/// The one form by which a column with these moments can be written to; absent: the generation's.
std::optional<sql::time_form> form_of(const std::vector<sql::held>& held, const sql::dialect& dialect) {
  if (held.empty()) return std::nullopt;
  const bool has_text = std::ranges::find(held, sql::held_form::iso8601, &sql::held::form) != held.end();
  if (has_text) return dialect.has_timestamps ? std::nullopt : std::optional{sql::time_form::iso8601};
  if (held.front().form == sql::held_form::seconds) return sql::time_form::seconds;
  if (held.front().form == sql::held_form::milliseconds) return sql::time_form::milliseconds;
  return std::nullopt;
}

/// Columns in which moments stand, as the recognised layout has them.
std::vector<std::pair<std::string, std::string>> columns_of_times(const recognised& what) {
  const auto& to = what.layout;
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto* name :
       {&to.session.active_expires, &to.session.expires, &to.session.created_at, &to.session.last_verified})
    if (!name->empty()) all.emplace_back(to.session.name, *name);
  if (to.has_keys() && !to.key.expires.empty()) all.emplace_back(to.key.name, to.key.expires);
  for (const auto& one : what.user_attributes)
    if (one.type == column_type::time) all.emplace_back(to.user.name, one.in_table());
  for (const auto& one : what.session_attributes)
    if (one.type == column_type::time) all.emplace_back(to.session.name, one.in_table());
  return all;
}

/// What a type leaves open.
std::string remark_on(const std::string& declared) {
  if (declared.starts_with("timestamp") && declared.ends_with("without time zone"))
    return "taken for UTC, as Prisma and Drizzle write it";
  if (declared.starts_with("datetime") || declared.starts_with("DATETIME("))
    return "which names no zone; taken for UTC, as Prisma and Drizzle write it: mysql2 writes the zone of "
           "its process unless told otherwise, and --datetime-zone says which";
  return {};
}

class examination {
 public:
  examination(survey& of, const found_schema& found) : of_{of}, found_{found} {}

  void times() {
    for (const auto& one : of_.times) {
      if (one.held.size() > 1) {
        std::string forms;
        for (const auto& held : one.held)
          forms += (forms.empty() ? "" : ", ") + std::string{sql::to_string(held.form)} + " (" +
                   std::to_string(held.rows) + ")";
        say(severity::warning, one.table, one.column,
            said(one.table, one.column) + " holds moments in more than one form: " + forms +
                "; Cardea reads and sweeps each of them, other programs may not");
      }
    }
  }

  /// A column of ids, which are compared.
  void ids(const std::string& table, const std::string& column, std::size_t least, const char* what) {
    texts(table, column, least, what);
    const auto* in = find(*of_.seen, table);
    if (!in) return;
    const auto loose = std::ranges::find(in->loose, column, &sql::loose_column::name);
    if (loose == in->loose.end()) return;
    say(severity::note, table, column,
        said(table, column) + " is compared by collation " + loose->collation +
            ", for which texts are equal that differ in case or accents; " +
            (found_.dialect->bytes_of.empty() ? "so are they for Cardea"
                                              : "Cardea compares bytes, other programs may not"));
  }

  /// A column that holds texts of so many characters.
  void texts(const std::string& table, const std::string& column, std::size_t least, const char* what) {
    const auto in = std::ranges::find(found_.tables, table, &found_table::name);
    if (in == found_.tables.end()) return;
    const auto at = std::ranges::find(in->columns, column, &found_column::name);
    if (at == in->columns.end()) return;
    const auto length = at->length;
    if (!length || *length >= least) return;
    say(severity::error, table, column,
        said(table, column) + " holds " + std::to_string(*length) + " characters, and " + what + " " +
            std::to_string(least));
  }

  void references(const std::string& table, const std::string& column, const std::string& users) {
    const auto* in = find(*of_.seen, table);
    if (!in) return;
    const auto at = std::ranges::find(in->references, column, &sql::live_reference::column);
    if (at != in->references.end()) return;
    say(severity::note, table, column,
        "no foreign key on column \"" + column + "\" of table \"" + table +
            "\": rows of users that are not in \"" + users + "\" any more stay behind");
  }

 private:
  static std::string said(const std::string& table, const std::string& column) {
    return "column \"" + column + "\" of table \"" + table + '"';
  }
  void say(severity s, const std::string& table, const std::string& column, std::string message) {
    of_.findings.push_back({s, table, column, std::move(message)});
  }

  survey& of_;
  const found_schema& found_;
};

/// The tool whose way of naming things the table shows.
std::string mark_on(const sql::inspected_table& table) {
  const auto bare = table.name.substr(table.name.rfind('.') + 1);
  for (const auto& one : table.references)
    if (one.name == bare + "_" + one.column + "_" + one.table.substr(one.table.rfind('.') + 1) + "_" +
                        one.table_column + "_fk")
      return "Drizzle (foreign key \"" + one.name + "\")";
  for (const auto& one : table.live.columns)
    if (one.type == "timestamp(3) without time zone" || one.type == "DATETIME" ||
        one.type.starts_with("varchar(191)"))
      return "Prisma (type " + one.type.substr(0, one.type.find(" CHARACTER SET ")) + ")";
  return {};
}

std::string made_by(const sql::inspection& seen, const recognised* what) {
  struct history {
    std::string_view table, tool;
  };
  static constexpr history histories[] = {{"_prisma_migrations", "Prisma"},
                                          {"__drizzle_migrations", "Drizzle"},
                                          {"kysely_migration", "Kysely"},
                                          {"cardea_migrations", "Cardea"}};
  const auto place_of = [](const std::string& name) { return name.substr(0, name.rfind('.') + 1); };
  const auto home = what ? place_of(what->layout.user.name) : std::string{};
  for (const auto& [name, tool] : histories)
    for (const auto& table : seen.tables)
      // Drizzle's stands in a schema of its own on PostgreSQL; each other beside the tables.
      if (table.name == home + std::string{name} || table.name == "drizzle." + std::string{name})
        return std::string{tool} + " (its table \"" + table.name + "\")";
  if (what)
    for (const auto* name : {&what->layout.session.name, &what->layout.user.name, &what->layout.key.name})
      if (const auto* table = find(seen, *name))
        if (auto mark = mark_on(*table); !mark.empty()) return mark;
  return {};
}

survey look_at(sql::inspectable& database, const sql::dialect& dialect, const std::string& origin,
               const chosen_tables& chosen) {
  survey made{.origin = origin,
              .seen = std::make_unique<sql::inspection>(database.inspect()),
              .what = {},
              .why_not = {},
              .parts = {},
              .made_by = {},
              .times = {},
              .findings = {}};
  auto found = from_database(*made.seen, dialect, origin);
  try {
    made.what = recognise(found, chosen);
    for (const auto& [table, column] : columns_of_times(*made.what)) {
      const auto in = std::ranges::find(found.tables, table, &found_table::name);
      const auto at = std::ranges::find(in->columns, column, &found_column::name);
      const bool is_said = at->times == sql::time_form::native;
      made.times.push_back({.table = table,
                            .column = column,
                            .declared = at->declared,
                            .remark = is_said ? remark_on(at->declared) : std::string{},
                            .held = is_said ? std::vector<sql::held>{} : database.held_in(table, column)});
      if (const auto form = form_of(made.times.back().held, dialect)) at->times = form;
    }
    made.what = recognise(found, chosen);
  } catch (const error& e) {
    if (e.code() != errc::schema_mismatch) throw;
    made.why_not = e.what();
  }
  made.made_by = made_by(*made.seen, made.what ? &*made.what : nullptr);
  if (!made.what) return made;

  const auto& to = made.what->layout;
  const auto& rules = *to.rules;
  const auto part = [&](const char* role, const std::string& name) {
    if (const auto* table = find(*made.seen, name))
      made.parts.push_back({role, table, database.rows_of(name)});
  };
  part("users", to.user.name);
  part("sessions", to.session.name);
  if (to.has_keys()) part("keys", to.key.name);
  examination look{made, found};
  look.times();
  look.ids(to.user.name, to.user.id, rules.user_id.length, "ids have");
  look.ids(to.session.name, to.session.id, rules.session_id.length, "ids have");
  look.ids(to.session.name, to.session.user_id, rules.user_id.length, "users' ids have");
  look.references(to.session.name, to.session.user_id, to.user.name);
  if (to.has_keys()) {
    look.ids(to.key.name, to.key.id, 64, "a key's name needs");
    look.ids(to.key.name, to.key.user_id, rules.user_id.length, "users' ids have");
    look.texts(to.key.name, to.key.hashed_password, 164, "the hash of a password can have");
    look.references(to.key.name, to.key.user_id, to.user.name);
  }
  return made;
}

}  // namespace

survey survey_of(sql::inspectable& database, const sql::dialect& dialect, const std::string& origin,
                 const chosen_tables& chosen) {
  // Tables are looked at one after the other, those of other applications too, and each may be dropped before
  // its rows are counted.
  for (int left = 2;; --left) {
    try {
      return look_at(database, dialect, origin, chosen);
    } catch (const error& e) {
      if (e.code() != errc::schema_mismatch || left == 0) throw;
    }
  }
}

}  // namespace cardea::interop
