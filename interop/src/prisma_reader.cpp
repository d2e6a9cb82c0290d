// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/prisma_reader.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <set>

#include "prisma_json.hpp"

namespace cardea::interop {
namespace {

namespace json = boost::json;

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
bool is_seven_or_later(const told& all, const told& datasource) {
  return datasource["url"].is_null() && all["envPaths"].is_null() && all["postinstall"].is_null();
}

/// Whether another generator makes a client that writes through drivers of JavaScript, and not through
/// Prisma's own engine.
bool has_driver_adapters(const told& all) {
  for (const auto& other : all["otherGenerators"].items()) {
    const auto& engine = other["config"]["engineType"].value();
    if (engine.is_string() && engine.get_string() == "client") return true;
    const auto features = other["previewFeatures"].texts();
    if (std::ranges::find(features, "driverAdapters") != features.end()) return true;
  }
  return false;
}

/// How a DateTime stands in a column.
sql::time_form times_of(const told& all, const prisma_schema& schema, const told& datasource) {
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

struct native {
  std::string name;  ///< of @db.NAME
  std::vector<std::string> arguments;
};

native native_of(const told& field) {
  const auto parts = field["nativeType"].items();
  if (parts.empty()) return {};
  native made{.name = parts[0].text(), .arguments = {}};
  if (parts.size() > 1) made.arguments = parts[1].texts();
  return made;
}

/// None of these is read or written as its type without @db would be.
bool is_other(const native& type) {
  return is_among(type.name,
                  {"Uuid", "Xml", "Inet", "Bit", "VarBit", "Oid", "Time", "Timetz", "Date", "Year", "Money"});
}

std::optional<column_type> type_of(const told& field, const native& type) {
  const auto kind = field["kind"].text(), name = field["type"].text();
  if (field["isList"].flag() || is_other(type)) return std::nullopt;
  if (kind == "enum") return column_type::string;
  if (kind != "scalar") return std::nullopt;
  if (name == "String") return column_type::string;
  if (name == "Boolean") return column_type::boolean;
  if (name == "Int") return type.name == "UnsignedInt" ? column_type::integer : column_type::int32;
  if (name == "BigInt") return column_type::integer;
  if (name == "Float") return column_type::number;
  if (name == "DateTime") return column_type::time;
  if (name == "Bytes") return column_type::bytes;
  return std::nullopt;  // Json, Decimal
}

std::string declared_as(const told& field, const native& type) {
  auto text = field["type"].text();
  if (field["isList"].flag()) text += "[]";
  if (type.name.empty()) return text;
  text += " @db." + type.name;
  for (const auto& one : type.arguments) text += (&one == type.arguments.data() ? "(" : ", ") + one;
  return text + (type.arguments.empty() ? "" : ")");
}

std::optional<std::size_t> length_of(const native& type) {
  if (!is_among(type.name, {"VarChar", "Char"}) || type.arguments.empty()) return std::nullopt;
  const auto& digits = type.arguments[0];
  std::size_t length = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (read.ec != std::errc{}) return std::nullopt;
  return length;
}

/// What Prisma's client makes itself: the database knows of none of it.
bool is_made_by_the_client(const told& field) {
  const auto* function = field["default"].value().if_object();
  const auto* name = function ? function->if_contains("name") : nullptr;
  return name && name->is_string() &&
         is_among(std::string_view{name->get_string()}, {"cuid", "uuid", "ulid", "nanoid", "auto"});
}

prisma_field field_of(const told& field) {
  prisma_field made;
  if (field["kind"].text() == "enum") made.enumeration = field["type"].text();
  const auto& given = field["default"].value();
  made.has_literal_default = given.is_string() || given.is_number() || given.is_bool();
  if (given.is_string())
    made.default_value = field["default"].text();
  else if (made.has_literal_default)
    made.default_value = json::serialize(given);
  return made;
}

std::string table_of(const told& model, const sql::dialect& dialect) {
  const auto mapped = model["dbName"].text_if_any();
  const auto name = mapped.empty() ? model["name"].text() : mapped;
  if (name.find('.') != std::string::npos)
    throw error{errc::unsupported, "its table's name has a dot, which parts a name from its schema"};
  const auto schema = model["schema"].text_if_any();
  if (schema.empty() || (&dialect == &sql::postgres_dialect() && schema == "public")) return name;
  if (schema.find('.') != std::string::npos)
    throw error{errc::unsupported, "its schema's name has a dot, which parts a name from its schema"};
  return schema + "." + name;
}

std::string column_of(const told& field) {
  const auto mapped = field["dbName"].text_if_any();
  return mapped.empty() ? field["name"].text() : mapped;
}

/// The column of a model's field; the field's name where there is no such field.
std::string column_of(const told& model, const std::string& name) {
  for (const auto& field : model["fields"].items())
    if (field["name"].text() == name) return column_of(field);
  return name;
}

class reader {
 public:
  explicit reader(const told& all) : all_{all}, model_{all["dmmf"]["datamodel"]} {}

  prisma_schema read() {
    const auto sources = all_["datasources"].items();
    if (sources.empty()) all_["datasources"].refuse("a list with a datasource");
    const auto& datasource = sources.front();
    for (const auto* key : {"activeProvider", "provider"})
      if (made_.provider.empty()) made_.provider = datasource[key].text_if_any();
    made_.found.dialect = &dialect_of(made_.provider);
    const auto path = all_["schemaPath"].text_if_any();
    made_.found.origin = path.empty() ? "the Prisma schema" : path.substr(path.find_last_of("/\\") + 1);
    made_.found.choice = "in the generator's block, ROLE = \"NAME\"";
    made_.output = all_["generator"]["output"]["value"].text_if_any();
    read_settings();
    times_ = times_of(all_, made_, datasource);
    for (const auto& one : model_["enums"].items()) read_enum(one);
    for (const auto& one : model_["models"].items()) read_table(one);
    for (const auto& one : model_["models"].items()) read_model(one);
    for (const auto& one : model_["indexes"].items()) read_index(one);
    return std::move(made_);
  }

 private:
  void read_settings() {
    const auto config = all_["generator"]["config"];
    if (config.is_null()) return;
    const auto* object = config.value().if_object();
    if (!object) config.refuse("an object");
    for (const auto& [key, value] : *object) {
      const std::string name{std::string_view{key}};
      if (!value.is_string())
        throw error{errc::invalid_argument, "the value of " + name + " in the generator's block is no text"};
      made_.settings.emplace(name, config[name].text());
    }
  }

  void read_enum(const told& from) {
    prisma_enum made{.name = from["name"].text(), .values = {}};
    for (const auto& one : from["values"].items())
      made.values.push_back({one["name"].text(), column_of(one)});
    made_.enums.push_back(std::move(made));
  }

  void read_table(const told& model) {
    const auto name = model["name"].text();
    try {
      const auto table = table_of(model, *made_.found.dialect);
      if (!models_.emplace(name, std::pair{table, model}).second)
        model["name"].refuse("the only one of its name");
    } catch (const error& e) {
      if (e.code() != errc::unsupported) throw;
      made_.remarks.push_back("model \"" + name + "\" was left out: " + e.what());
    }
  }

  void read_model(const told& model) {
    const auto name = model["name"].text();
    const auto at = models_.find(name);
    if (at == models_.end()) return;
    found_table table{.name = at->second.first, .model = name, .columns = {}, .indexed = {}};
    for (const auto& one : model["fields"].items()) {
      if (one["kind"].text() == "object")
        read_relation(one);
      else
        table.columns.push_back(read_column(name, one));
    }
    refer(model, table);
    const auto together = model["primaryKey"]["fields"].texts();
    for (auto& column : table.columns)
      if (together.size() == 1 && column.field == together[0]) column.is_primary_key = true;
    made_.found.tables.push_back(std::move(table));
  }

  found_column read_column(const std::string& model, const told& field) {
    const auto native = native_of(field);
    found_column made{.name = column_of(field),
                      .field = field["name"].text(),
                      .type = type_of(field, native),
                      .declared = declared_as(field, native),
                      .nullable = !field["isRequired"].flag(),
                      .is_primary_key = field["isId"].flag(),
                      .has_default = field["hasDefaultValue"].flag() && !is_made_by_the_client(field),
                      .times = {},
                      .references = {},
                      .references_column = {},
                      .length = length_of(native)};
    if (made.type == column_type::time) made.times = times_;
    if (auto more = field_of(field); !more.enumeration.empty() || more.has_literal_default)
      made_.fields.emplace(std::pair{model, made.field}, std::move(more));
    return made;
  }

  void read_relation(const told& field) {
    const auto name = field["relationName"].text_if_any();
    auto& all = made_.relations;
    if (!name.empty() && relations_.insert(name).second) all.push_back(name);
  }

  /// What the columns of a relation refer to, where it is of one column.
  void refer(const told& model, found_table& table) {
    for (const auto& field : model["fields"].items()) {
      if (field["kind"].text() != "object") continue;
      const auto from = field["relationFromFields"].texts(), to = field["relationToFields"].texts();
      const auto other = models_.find(field["type"].text());
      if (from.size() != 1 || to.size() != 1 || other == models_.end()) continue;
      const auto column = std::ranges::find(table.columns, from[0], &found_column::field);
      if (column == table.columns.end()) field["relationFromFields"].refuse("a field of the model");
      column->references = other->second.first;
      column->references_column = column_of(other->second.second, to[0]);
    }
  }

  void read_index(const told& index) {
    const auto fields = index["fields"].items();
    if (index["type"].text() == "id" || fields.empty()) return;
    const auto table = std::ranges::find(made_.found.tables, index["model"].text(), &found_table::model);
    if (table == made_.found.tables.end()) return;
    const auto column = std::ranges::find(table->columns, fields[0]["name"].text(), &found_column::field);
    if (column != table->columns.end()) table->indexed.push_back(column->name);
  }

  const told& all_;
  told model_;
  prisma_schema made_{};
  sql::time_form times_{};
  std::map<std::string, std::pair<std::string, told>> models_{};  ///< with their tables' names
  std::set<std::string> relations_{};
};

}  // namespace

prisma_schema from_prisma(std::string_view parameters) {
  json::error_code failed;
  const auto all = json::parse({parameters.data(), parameters.size()}, failed);
  if (failed) throw error{errc::invalid_argument, "prisma: the parameters are no JSON: " + failed.message()};
  return reader{told{all}}.read();
}

}  // namespace cardea::interop
