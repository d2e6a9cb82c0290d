// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/change_triggers.hpp>

#include <utility>

#include "filled.hpp"

namespace cardea::sql {
namespace {

/// "shop." of "shop.session", or nothing.
std::string prefix_of(const std::string& table) {
  const auto dot = table.find('.');
  return dot == std::string::npos ? std::string{} : table.substr(0, dot + 1);
}

std::string last_part(const std::string& table) { return table.substr(prefix_of(table).size()); }

std::string in_literal(std::string_view name) { return filled(name, {{"'", "''"}}); }

wanted_column number_column(std::string name, column_type type, std::string_view declared) {
  return {.name = std::move(name),
          .type = type,
          .references = {},
          .references_column = {},
          .declared = std::string{declared}};
}

}  // namespace

change_triggers::change_triggers(layout layout, const sql::dialect& dialect) : dialect_{&dialect} {
  const auto& words = dialect.changes;
  if (words.triggers.empty())
    throw error{errc::unsupported, std::string{dialect.name} + " needs no triggers to tell of changes"};
  layout = with_names(std::move(layout), dialect);
  changes_ = prefix_of(layout.user.name) + "cardea_changes";
  const auto add = [&](const std::string& table, const std::string& id, std::string_view letter) {
    tables_.push_back(table);
    for (const auto& one : words.triggers) {
      const auto name = filled(one.name, {{"{table}", last_part(table)}});
      const auto in_schema = words.names_are_global ? prefix_of(table) + name : name;
      all_.push_back({.name = name,
                      .table = table,
                      .create = filled(one.create, {{"{name}", quoted(dialect, in_schema, true)},
                                                    {"{table}", quoted(dialect, table, true)},
                                                    {"{changes}", quoted(dialect, changes_, true)},
                                                    {"{letter}", std::string{letter}},
                                                    {"{id}", quoted(dialect, id)},
                                                    {"{id as text}", in_literal(id)}})});
    }
  };
  add(layout.session.name, layout.session.id, "s");
  add(layout.user.name, layout.user.id, "u");
}

std::vector<wanted_table> change_triggers::wanted() const {
  const auto& words = dialect_->changes;
  if (words.numbers_query.empty()) return {};
  wanted_table table{.name = changes_, .columns = {}, .indexes = {}, .made_by = "cardea migrate --cache"};
  table.columns.push_back(number_column("place", column_type::int32, {}));
  table.columns.back().is_primary_key = true;
  table.columns.push_back(number_column("number", column_type::integer, {}));
  table.columns.push_back(number_column("what", column_type::string, words.what_type));
  return {std::move(table)};
}

std::string_view change_triggers::before() const noexcept { return dialect_->changes.before; }

statement change_triggers::names_on_table() const {
  return rendered_for(*dialect_, dialect_->changes.triggers_query, false);
}

statement change_triggers::numbers() const {
  return statement{
      filled(dialect_->changes.numbers_query, {{"{changes}", quoted(*dialect_, changes_, true)}})};
}

finding change_triggers::missing(const trigger& one) {
  return {
      .severity = severity::error,
      .table = one.table,
      .column = {},
      .message = "there is no trigger " + one.name + " on " + one.table +
                 ", without which a cache of sessions hears of no change: `cardea migrate --cache` makes it"};
}

}  // namespace cardea::sql
