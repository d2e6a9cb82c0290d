// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/scheme.hpp>
#include <cardea/sql/history.hpp>
#include <cardea/token.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace cardea::sql {
namespace {

constexpr std::string_view history_table = "cardea_migrations";
constexpr std::array<std::string_view, 6> history_columns{"number", "layout", "tables",
                                                          "hash",   "at",     "state"};

std::string schema_of(const std::string& table) {
  const auto dot = table.find('.');
  return dot == std::string::npos ? std::string{} : table.substr(0, dot);
}

std::string hexadecimal(const sha256_hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : hash) {
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

/// The columns in quotes: some of them are words of a language.
std::string listed(const dialect& dialect) {
  std::string text;
  for (const auto column : history_columns) text += (text.empty() ? "" : ", ") + quoted(dialect, column);
  return text;
}

std::string create_text(const std::string& table, const dialect& dialect) {
  const std::string text{dialect.type_name(column_type::string, {}, false, false)};
  std::string all = "CREATE TABLE " + quoted(dialect, table, true) + " (\n";
  for (const auto column : history_columns) {
    const bool is_number = column == "number";
    all += "  " + quoted(dialect, column) + ' ' + (is_number ? "INTEGER NOT NULL PRIMARY KEY" : text) +
           (is_number || column == "at" ? "" : " NOT NULL") +
           (column == history_columns.back() ? "\n" : ",\n");
  }
  return all + ")" + std::string{dialect.table_end};
}

std::vector<std::string> tables_of(const layout& layout) {
  std::vector<std::string> tables{layout.user.name, layout.session.name};
  if (layout.has_keys()) tables.push_back(layout.key.name);
  return tables;
}

}  // namespace

std::string name_of(const history_owner& owner) { return owner.tool == "prisma" ? "Prisma" : "Drizzle"; }

void refuse_for(const history_owner& owner) {
  throw error{
      errc::owned_elsewhere,
      "the migrations of " + name_of(owner) +
          " make the tables of this database (its history is in table \"" + owner.table +
          "\"): nothing was changed; `cardea migrate --dry-run` prints what is for one of them to do"};
}

history::history(std::string_view what, std::span<const std::string> tables, const dialect& dialect)
    : dialect_{&dialect}, layout_{what} {
  const auto schema = schema_of(tables.front());
  table_ = schema.empty() ? std::string{history_table} : schema + '.' + std::string{history_table};
  create_ = create_text(table_, dialect);
  for (const auto& one : tables) {
    tables_ += (tables_.empty() ? "" : ", ") + quoted(dialect, one, true);
    const auto in = schema_of(one);
    if (std::ranges::find(schemas_, in) == schemas_.end()) schemas_.push_back(in);
  }
}

history::history(const layout& layout, const dialect& dialect)
    : history{layout.rules->name, tables_of(layout), dialect} {}

bool history::is_there(const live_table& live) const {
  if (live.columns.empty()) return false;
  for (const auto column : history_columns)
    if (std::ranges::none_of(live.columns, [&](const auto& one) { return one.name == column; }))
      throw error{errc::schema_mismatch, "table \"" + table_ + "\" has no column \"" + std::string{column} +
                                             "\": it is not the history of Cardea's migrations"};
  return true;
}

statement history::read() const {
  return statement{"SELECT " + quoted(*dialect_, "number") + ", " + quoted(*dialect_, "layout") + ", " +
                       quoted(*dialect_, "tables") + ", " + quoted(*dialect_, "state") + " FROM " +
                       quoted(*dialect_, table_, true) + " ORDER BY " + quoted(*dialect_, "number"),
                   false};
}

void history::take(row one) {
  last_ = one[0].integer;
  if (one[1].text == layout_ && one[2].text == tables_ && one[3].text == "begun") open_ = last_;
}

history::entry history::entry_of(std::span<const std::string> steps, std::optional<timestamp> now) {
  std::string all;
  for (const auto& step : steps) all += step + ";\n";
  return {.hash = hexadecimal(sha256(std::as_bytes(std::span{all}))), .at = now ? to_iso8601(*now) : ""};
}

statement history::insert() const {
  return rendered_for(*dialect_,
                      "INSERT INTO " + quoted(*dialect_, table_, true) + " (" + listed(*dialect_) +
                          ") VALUES (?, ?, ?, ?, ?, ?)",
                      false);
}

std::vector<cell> history::parameters_of(const entry& one, bool is_done) const {
  return {cell::of_integer(last_ + 1),
          cell::of_text(layout_),
          cell::of_text(tables_),
          cell::of_text(one.hash),
          one.at.empty() ? cell{} : cell::of_text(one.at),
          cell::of_text(is_done ? "done" : "begun")};
}

statement history::finish() const {
  return rendered_for(*dialect_,
                      "UPDATE " + quoted(*dialect_, table_, true) + " SET " + quoted(*dialect_, "state") +
                          " = ? WHERE " + quoted(*dialect_, "number") + " = ?",
                      false);
}

std::vector<cell> history::parameters_of_finish() const {
  return {cell::of_text("done"), cell::of_integer(open_.value_or(last_ + 1))};
}

}  // namespace cardea::sql
