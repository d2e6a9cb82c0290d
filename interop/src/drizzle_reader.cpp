// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/drizzle_reader.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "drizzle_types.hpp"
#include "json_reader.hpp"

namespace cardea::interop {
namespace {

/// A database as drizzle-kit calls it, with the version of its snapshots that is read here.
struct known {
  std::string_view name;
  std::string_view version;
  const sql::dialect& (*dialect)() noexcept;
};
constexpr known databases[] = {{"postgresql", "7", sql::postgres_dialect},
                               {"mysql", "5", sql::mysql_dialect},
                               {"sqlite", "6", sql::sqlite_dialect},
                               {"turso", "6", sql::sqlite_dialect}};

void require_version(const json_place& in, std::string_view wanted) {
  const auto version = in.at("version");
  const auto found = version.text();
  if (found != wanted)
    version.refuse("is \"" + found + "\", and what is read here is version \"" + std::string{wanted} +
                   "\": `drizzle-kit up` brings older ones forward");
}

/// The name with its schema, where that is not the one that needs no saying.
std::string in_schema(const std::string& schema, const std::string& name) {
  return schema.empty() || schema == "public" ? name : schema + '.' + name;
}

class reader {
 public:
  reader(const json_place& snapshot, const sql::dialect& dialect) : snapshot_{snapshot}, dialect_{dialect} {
    const auto enums = snapshot.find("enums");
    if (!enums) return;
    for (const auto& one : enums->all())
      if (one.value().is_object()) enums_.insert({one.text_or_empty("schema"), one.at("name").text()});
  }

  [[nodiscard]] std::vector<found_table> tables() const {
    std::vector<found_table> made;
    for (const auto& one : snapshot_.at("tables").all()) made.push_back(table(one));
    return made;
  }

 private:
  [[nodiscard]] found_table table(const json_place& from) const {
    const auto schema = from.text_or_empty("schema"), name = from.at("name").text();
    found_table made{.name = in_schema(schema, name), .model = {}, .columns = {}, .indexed = {}};
    if ((schema + name).find('.') != std::string::npos)
      made.unusable = "has a dot in its own name, where one parts a table from its schema";
    for (const auto& one : from.at("columns").all()) made.columns.push_back(column(one));
    read_keys(from, made);
    read_indexes(from, made);
    return made;
  }

  [[nodiscard]] found_column column(const json_place& from) const {
    const auto type = from.at("type").text();
    const auto shown = from.find("default");
    found_column made{.name = from.at("name").text(),
                      .field = {},
                      .declared = type,
                      .references = {},
                      .references_column = {}};
    made.is_primary_key = from.truth_or_false("primaryKey");
    made.nullable = !from.truth_or_false("notNull") && !made.is_primary_key;
    made.has_default = shown.has_value();
    const auto is_enum = enums_.contains({from.text_or_empty("typeSchema"), type});
    const auto is = drizzle_type_of(dialect_, is_enum ? "enum" : type);
    made.type = is.type;
    made.length = is.length;
    // SQLite has no booleans; such a default gives away that Drizzle makes them of this column.
    if (made.type == column_type::integer && shown && shown->value().is_bool() &&
        &dialect_ == &sql::sqlite_dialect())
      made.type = column_type::boolean;
    if (is.type == column_type::time) made.times = sql::time_form::native;
    // A struct's field is always written, and what the database counts or works out must not be.
    const auto fill = [&](const char* how) {
      made.type.reset();
      made.has_default = true;
      made.declared += how;
    };
    if (from.find("generated")) fill(" generated");
    if (from.find("identity")) fill(" generated as identity");
    if (from.truth_or_false("autoincrement")) fill(" auto_increment");
    if (type == "serial" || type == "bigserial" || type == "smallserial") fill("");
    return made;
  }

  static void read_keys(const json_place& from, found_table& into) {
    const auto named = [&](const std::string& name) {
      const auto at = std::ranges::find(into.columns, name, &found_column::name);
      return at == into.columns.end() ? nullptr : &*at;
    };
    // MySQL's primary keys of one column stand here as well.
    for (const auto& key : listed(from, "compositePrimaryKeys")) {
      const auto columns = key.at("columns").all();
      for (const auto& one : columns) {
        auto* column = named(one.text());
        if (!column) one.refuse("is no column of the table");
        column->nullable = false;
        column->is_primary_key = true;
      }
      if (columns.size() > 1) into.indexed.push_back(columns.front().text());
    }
    if (std::ranges::count_if(into.columns, &found_column::is_primary_key) > 1)
      for (auto& one : into.columns) one.is_primary_key = false;
    for (const auto& key : listed(from, "foreignKeys")) {
      const auto here = key.at("columnsFrom").all(), there = key.at("columnsTo").all();
      if (here.size() != 1 || there.size() != 1) continue;
      auto* column = named(here.front().text());
      if (!column) here.front().refuse("is no column of the table");
      column->references = in_schema(key.text_or_empty("schemaTo"), key.at("tableTo").text());
      column->references_column = there.front().text();
    }
  }

  static void read_indexes(const json_place& from, found_table& into) {
    const auto add = [&](const json_place& index) {
      if (index.find("where")) return;
      const auto columns = index.at("columns").all();
      if (columns.empty()) return;
      const auto& first = columns.front();
      const bool is_object = first.value().is_object();
      auto name = is_object ? first.at("expression").text() : first.text();
      // Expressions stand among the names.
      if (std::ranges::find(into.columns, name, &found_column::name) != into.columns.end())
        into.indexed.push_back(std::move(name));
    };
    for (const auto& one : listed(from, "indexes")) add(one);
    for (const auto& one : listed(from, "uniqueConstraints")) add(one);
  }

  static std::vector<json_place> listed(const json_place& from, std::string_view key) {
    const auto found = from.find(key);
    return found ? found->all() : std::vector<json_place>{};
  }

  const json_place& snapshot_;
  const sql::dialect& dialect_;
  std::set<std::pair<std::string, std::string>> enums_{};
};

/// A snapshot of a thousand tables is a megabyte.
constexpr std::uintmax_t largest = 256U << 20U;

std::string read(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed) || std::filesystem::file_size(path, failed) > largest)
    throw error{errc::invalid_argument, path.string() + ": the file cannot be read"};
  std::ifstream file{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file.is_open() || file.bad())
    throw error{errc::invalid_argument, path.string() + ": the file cannot be read"};
  return text;
}

/// The snapshot of a migration has the part of its tag before the first "_" in its name: a number, a time, or
/// nothing.
std::string snapshot_name(const json_place& tag) {
  const auto text = tag.text();
  const auto prefix = text.substr(0, text.find('_'));
  if (prefix.find_first_not_of("0123456789") != std::string::npos)
    tag.refuse("is none that drizzle-kit gives: there is no number before its first \"_\"");
  return prefix + "_snapshot.json";
}

}  // namespace

found_schema read_drizzle_snapshot(std::string_view json, const std::string& file) {
  const auto value = parse_json(json, file);
  const json_place snapshot{value, file};
  const auto dialect = snapshot.at("dialect");
  const auto named = dialect.text();
  const auto* const database = std::ranges::find(databases, named, &known::name);
  if (database == std::end(databases))
    dialect.refuse("is \"" + named + "\", and what is read here is postgresql, mysql and sqlite");
  require_version(snapshot, database->version);
  return {.dialect = &database->dialect(),
          .tables = reader{snapshot, database->dialect()}.tables(),
          .origin = file};
}

found_schema read_drizzle(const std::filesystem::path& folder) {
  const auto meta = folder / "meta", journal_path = meta / "_journal.json";
  std::error_code failed;
  if (!std::filesystem::exists(journal_path, failed))
    throw error{errc::invalid_argument,
                folder.string() + " is no folder of Drizzle's migrations: there is no " +
                    journal_path.string() + " (`drizzle-kit generate` makes it; `out` in drizzle.config.ts)"};
  const auto file = journal_path.string();
  const auto value = parse_json(read(journal_path), file);
  const json_place journal{value, file};
  require_version(journal, "7");
  const auto entries = journal.at("entries").all();
  if (entries.empty())
    throw error{errc::schema_mismatch,
                file + ": there is no migration yet: `drizzle-kit generate` makes one"};
  const auto path = meta / snapshot_name(entries.back().at("tag"));
  if (!std::filesystem::exists(path, failed))
    throw error{errc::schema_mismatch,
                path.string() + " is missing, the snapshot of the newest migration in " + file};
  return read_drizzle_snapshot(read(path), path.string());
}

}  // namespace cardea::interop
