// SPDX-License-Identifier: MIT
#include "survey_view.hpp"

#include "found_options.hpp"
#include "output.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace cardea::cli {
namespace {

using boost::json::array;
using boost::json::object;

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

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string forms_of(const interop::found_times& times) {
  if (times.held.empty())
    return printable(times.declared) + (times.remark.empty() ? "" : ", " + times.remark);
  std::string text;
  for (const auto& [form, rows] : times.held)
    text += (text.empty() ? "" : ", ") + std::string{sql::to_string(form)} +
            (times.held.size() > 1 ? " (" + std::to_string(rows) + ")" : "");
  return text;
}

std::string columns_of(const sql::inspected_table& table) {
  std::string text;
  for (const auto& column : table.live.columns) {
    // What MySQL says of characters and collations is left to the findings.
    const auto type = column.type.substr(0, column.type.find(" CHARACTER SET "));
    text += (text.empty() ? "" : ", ") + printable(column.name) + (type.empty() ? "" : " " + printable(type));
  }
  return text;
}

}  // namespace

std::string as_text(const interop::survey& of, const sql::dialect& dialect) {
  std::string text = std::string{dialect.name} + " " + printable(of.seen->version);
  if (!of.made_by.empty()) text += "; marks of " + printable(of.made_by);
  text += "\n";
  if (!of.what) return text + "not recognised: " + printable(of.why_not) + "\n";
  text += "layout " + std::string{of.what->layout.rules->name} + ":\n";
  const auto counted = [](std::int64_t rows) {
    return std::to_string(rows) + (rows == 1 ? " row" : " rows");
  };
  std::size_t names = 0, counts = 0;
  for (const auto& part : of.parts) {
    names = std::max(names, printable(part.table->name).size());
    counts = std::max(counts, counted(part.rows).size());
  }
  for (const auto& part : of.parts)
    text += "  " + padded(part.role, 8) + "  " + padded(printable(part.table->name), names) + "  " +
            padded(counted(part.rows), counts) + "  " + columns_of(*part.table) + "\n";
  for (const auto& one : of.times)
    text += "times in " + printable(one.table + "." + one.column) + ": " + forms_of(one) + "\n";
  for (const auto& one : of.what->remarks) text += "note: " + printable(one) + "\n";
  return text;
}

std::string use_of(const interop::recognised& what, const sql::dialect& dialect) {
  const auto options = options_of(what, dialect);
  const auto arguments = as_arguments(options);
  return arguments.empty() ? "use this cardea.toml:\n" + as_toml(options) : "use: " + arguments + "\n";
}

object as_json(const interop::survey& of, const sql::dialect& dialect) {
  if (!of.what) return {{"layout", nullptr}, {"version", of.seen->version}, {"reason", of.why_not}};
  array tables, times, remarks;
  for (const auto& part : of.parts) {
    array columns;
    for (const auto& column : part.table->live.columns)
      columns.push_back({{"name", column.name}, {"type", column.type}});
    tables.push_back({{"role", part.role},
                      {"name", part.table->name},
                      {"rows", part.rows},
                      {"columns", std::move(columns)}});
  }
  for (const auto& one : of.times) {
    array forms;
    for (const auto& [form, rows] : one.held)
      forms.push_back({{"form", sql::to_string(form)}, {"rows", rows}});
    times.push_back({{"table", one.table},
                     {"column", one.column},
                     {"type", one.declared},
                     {"remark", one.remark.empty() ? boost::json::value() : boost::json::value(one.remark)},
                     {"forms", std::move(forms)}});
  }
  for (const auto& one : of.what->remarks) remarks.emplace_back(one);
  const auto options = options_of(*of.what, dialect);
  return {{"layout", of.what->layout.rules->name},
          {"version", of.seen->version},
          {"madeBy", of.made_by.empty() ? boost::json::value() : boost::json::value(of.made_by)},
          {"tables", std::move(tables)},
          {"times", std::move(times)},
          {"arguments", as_arguments(options)},
          {"toml", as_toml(options)},
          {"remarks", std::move(remarks)}};
}

std::string as_text(const std::vector<finding>& all) {
  std::string text;
  for (const auto& one : all)
    text += std::string{to_text(one.severity)} + ": " + printable(one.message) + "\n";
  return text;
}

array as_json(const std::vector<finding>& all) {
  array made;
  for (const auto& one : all)
    made.push_back({{"severity", to_text(one.severity)},
                    {"table", one.table},
                    {"column", one.column.empty() ? boost::json::value() : boost::json::value(one.column)},
                    {"message", one.message}});
  return made;
}

}  // namespace cardea::cli
