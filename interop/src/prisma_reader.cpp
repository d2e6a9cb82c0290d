// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/prisma_reader.hpp>

#include <algorithm>
#include <set>

#include "json_reader.hpp"
#include "prisma_text.hpp"
#include "prisma_types.hpp"

namespace cardea::interop {
namespace {

using namespace prisma;

bool is_among(std::string_view one, std::initializer_list<std::string_view> all) {
  return std::ranges::find(all, one) != all.end();
}

const sql::dialect& dialect_of(const std::string& provider) {
  if (provider == "sqlite") return sql::sqlite_dialect();
  if (is_among(provider, {"postgresql", "postgres"})) return sql::postgres_dialect();
  if (provider == "mysql") return sql::mysql_dialect();
  throw error{errc::unsupported, "prisma: the datasource's provider is \"" + provider +
                                     "\", and Cardea has stores for sqlite, postgresql and mysql"};
}

/// Prisma 7 keeps the database's URL elsewhere; those before it told generators more of their own ways.
bool is_seven_or_later(const json_place& all, const json_place& datasource) {
  return !datasource.find("url") && !all.find("envPaths") && !all.find("postinstall");
}

/// Whether another generator makes a client that writes through drivers of JavaScript, and not through
/// Prisma's own engine.
bool has_driver_adapters(const json_place& all) {
  for (const auto& other : items_of(all, "otherGenerators")) {
    const auto config = other.find("config");
    const auto engine = config ? config->find("engineType") : std::nullopt;
    if (engine && engine->value() == "client") return true;
    const auto features = texts_of(other, "previewFeatures");
    if (std::ranges::find(features, "driverAdapters") != features.end()) return true;
  }
  return false;
}

/// How a DateTime stands in a column.
sql::time_form times_of(const json_place& all, const prisma_schema& schema, const json_place& datasource) {
  const auto said = schema.settings.find("times");
  if (schema.provider != "sqlite") {
    if (said != schema.settings.end())
      throw error{errc::invalid_argument,
                  "times: it says how SQLite holds a DateTime, and the provider is " + schema.provider};
    return sql::time_form::native;
  }
  if (said == schema.settings.end())
    return is_seven_or_later(all, datasource) || has_driver_adapters(all) ? sql::time_form::iso8601
                                                                          : sql::time_form::milliseconds;
  if (said->second == "iso8601") return sql::time_form::iso8601;
  if (said->second == "unixepoch-ms") return sql::time_form::milliseconds;
  throw error{errc::invalid_argument, "times: \"" + said->second + "\" is neither iso8601 nor unixepoch-ms"};
}

std::string own_name_of(const json_place& model) {
  const auto mapped = text_if_any(model, "dbName");
  return mapped.empty() ? text_of(model, "name") : mapped;
}

bool has_dot(const json_place& model) {
  return own_name_of(model).find('.') != std::string::npos ||
         text_if_any(model, "schema").find('.') != std::string::npos;
}

std::string table_of(const json_place& model, const sql::dialect& dialect) {
  const auto schema = text_if_any(model, "schema");
  if (schema.empty() || (&dialect == &sql::postgres_dialect() && schema == "public"))
    return own_name_of(model);
  return schema + "." + own_name_of(model);
}

std::string column_of(const json_place& field) {
  const auto mapped = text_if_any(field, "dbName");
  return mapped.empty() ? text_of(field, "name") : mapped;
}

/// The column of a model's field; the field's name where there is no such field.
std::string column_of(const json_place& model, const std::string& name) {
  for (const auto& field : items_of(model, "fields"))
    if (text_of(field, "name") == name) return column_of(field);
  return name;
}

class reader {
 public:
  explicit reader(const json_place& all) : all_{all}, model_{all.at("dmmf").at("datamodel")} {}

  prisma_schema read() {
    const auto sources = items_of(all_, "datasources");
    if (sources.empty()) all_.refuse("has no datasource");
    const auto& datasource = sources.front();
    for (const auto* key : {"activeProvider", "provider"})
      if (made_.provider.empty()) made_.provider = text_if_any(datasource, key);
    made_.found.dialect = &dialect_of(made_.provider);
    const auto path = text_if_any(all_, "schemaPath");
    made_.found.origin = path.empty() ? "the Prisma schema" : path.substr(path.find_last_of("/\\") + 1);
    made_.found.choice = "in the generator's block, ROLE = \"NAME\"";
    if (const auto output = all_.at("generator").find("output")) made_.output = text_if_any(*output, "value");
    read_settings();
    times_ = times_of(all_, made_, datasource);
    lines_ = read_lines(text_if_any(all_, "datamodel"), text_if_any(datasource, "name"));
    for (const auto& one : items_of(model_, "enums")) read_enum(one);
    for (const auto& one : items_of(model_, "models")) read_table(one);
    for (const auto& one : items_of(model_, "models")) read_model(one);
    for (const auto& one : items_of(model_, "indexes")) read_index(one);
    return std::move(made_);
  }

 private:
  void read_settings() {
    const auto config = all_.at("generator").find("config");
    if (!config) return;
    if (!config->value().is_object()) config->refuse("is not an object");
    for (const auto& one : config->all()) {
      if (!one.value().is_string()) one.refuse("is not a text");
      made_.settings.emplace(one.key(), text_of(one));
    }
  }

  void read_enum(const json_place& from) {
    prisma_enum made{.name = text_of(from, "name"), .values = {}};
    for (const auto& one : items_of(from, "values"))
      made.values.push_back({text_of(one, "name"), column_of(one)});
    made_.enums.push_back(std::move(made));
  }

  void read_table(const json_place& model) {
    const auto name = text_of(model, "name");
    if (!models_.emplace(name, std::pair{table_of(model, *made_.found.dialect), model}).second)
      model.at("name").refuse("comes twice");
  }

  void read_model(const json_place& model) {
    const auto name = text_of(model, "name");
    found_table table{.name = models_.at(name).first, .model = name, .columns = {}, .indexed = {}};
    for (const auto& one : items_of(model, "fields")) {
      if (text_of(one, "kind") == "object")
        read_relation(one);
      else
        table.columns.push_back(read_column(name, one));
    }
    read_unsupported(table);
    if (has_dot(model)) table.unusable = "has a dot in its own name, where one parts a table from its schema";
    refer(model, table);
    const auto primary = model.find("primaryKey");
    const auto together = primary ? texts_of(*primary, "fields") : std::vector<std::string>{};
    for (auto& column : table.columns)
      if (together.size() == 1 && column.field == together[0]) column.is_primary_key = true;
    made_.found.tables.push_back(std::move(table));
  }

  found_column read_column(const std::string& model, const json_place& field) {
    const auto native = native_in(model, field);
    found_column made{.name = column_of(field),
                      .field = text_of(field, "name"),
                      .type = type_of(field, native),
                      .declared = declared_as(field, native),
                      .nullable = !field.truth_or_false("isRequired") || field.truth_or_false("isList"),
                      .is_primary_key = field.truth_or_false("isId"),
                      .has_default = has_default(field),
                      .times = {},
                      .references = {},
                      .references_column = {},
                      .length = length_of(native)};
    if (made.type == column_type::time) made.times = times_;
    auto more = field_of(field);
    if (is_counted(field)) std::swap(made.type, more.counted);
    if (!more.enumeration.empty() || more.has_literal_default || more.counted)
      made_.fields.emplace(std::pair{model, made.field}, std::move(more));
    return made;
  }

  /// Its @db attribute, which Prisma 5 only says in the schema's own text.
  native native_in(const std::string& model, const json_place& field) const {
    if (auto said = native_of(field)) return *std::move(said);
    const auto at = lines_.find({model, text_of(field, "name")});
    return at == lines_.end() ? native{} : at->second.type;
  }

  void read_unsupported(found_table& table) const {
    for (const auto& [where, line] : lines_)
      if (where.first == table.model && !line.unsupported.empty())
        table.columns.push_back({.name = where.second,
                                 .field = where.second,
                                 .type = std::nullopt,
                                 .declared = line.unsupported,
                                 .nullable = line.is_optional,
                                 .has_default = line.has_default,
                                 .references = {},
                                 .references_column = {}});
  }

  void read_relation(const json_place& field) {
    const auto name = text_if_any(field, "relationName");
    auto& all = made_.relations;
    if (!name.empty() && relations_.insert(name).second) all.push_back(name);
  }

  /// What the columns of a relation refer to, where it is of one column.
  void refer(const json_place& model, found_table& table) {
    for (const auto& field : items_of(model, "fields")) {
      if (text_of(field, "kind") != "object") continue;
      const auto from = texts_of(field, "relationFromFields"), to = texts_of(field, "relationToFields");
      const auto other = models_.find(text_of(field, "type"));
      if (from.size() != 1 || to.size() != 1 || other == models_.end()) continue;
      const auto column = std::ranges::find(table.columns, from[0], &found_column::field);
      if (column == table.columns.end()) field.refuse("is of no field of its model");
      column->references = other->second.first;
      column->references_column = column_of(other->second.second, to[0]);
    }
  }

  void read_index(const json_place& index) {
    const auto fields = items_of(index, "fields");
    if (text_of(index, "type") == "id" || fields.empty()) return;
    const auto table = std::ranges::find(made_.found.tables, text_of(index, "model"), &found_table::model);
    if (table == made_.found.tables.end()) return;
    const auto column = std::ranges::find(table->columns, text_of(fields[0], "name"), &found_column::field);
    if (column != table->columns.end()) table->indexed.push_back(column->name);
  }

  const json_place& all_;
  json_place model_;
  prisma_schema made_{};
  sql::time_form times_{};
  lines lines_{};
  std::map<std::string, std::pair<std::string, json_place>> models_{};  ///< with their tables' names
  std::set<std::string> relations_{};
};

}  // namespace

prisma_schema from_prisma(std::string_view parameters) {
  static const std::string place = "what Prisma says";
  const auto all = parse_json(parameters, place);
  return reader{json_place{all, place}}.read();
}

}  // namespace cardea::interop
