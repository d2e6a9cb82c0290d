// SPDX-License-Identifier: MIT
#include "prepared_statement.hpp"

#include "times.hpp"

#include <algorithm>
#include <limits>

namespace cardea::mysql {
namespace {

using kind = sql::cell::kind;

constexpr unsigned of_bytes = 63;           ///< the character set of what is no text
constexpr unsigned long first_room = 1024;  ///< holds 255 characters of utf8mb4

kind kind_of(const MYSQL_FIELD& field) noexcept {
  switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
      return kind::integer;
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
      return kind::real;
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP:
      return kind::time;
    case MYSQL_TYPE_STRING:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
      return field.charsetnr == of_bytes ? kind::bytes : kind::text;
    case MYSQL_TYPE_BIT:
    case MYSQL_TYPE_GEOMETRY:
      return kind::bytes;
    default:
      return kind::text;
  }
}

bool is_unsigned(const MYSQL_FIELD& field) noexcept { return (field.flags & UNSIGNED_FLAG) != 0; }

}  // namespace

std::unique_ptr<prepared_statement> prepared_statement::make(MYSQL* db, const std::string& text,
                                                             failure& why) {
  auto* statement = mysql_stmt_init(db);
  if (!statement) throw std::bad_alloc{};
  std::unique_ptr<prepared_statement> made{new prepared_statement{statement}};
  if (mysql_stmt_prepare(statement, text.data(), static_cast<unsigned long>(text.size())) != 0) {
    why = failure::of(statement);
    return nullptr;
  }
  made->describe();
  return made;
}

void prepared_statement::describe() {
  const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> fields{
      mysql_stmt_result_metadata(statement_.get()), &mysql_free_result};
  const unsigned count = fields ? mysql_num_fields(fields.get()) : 0;
  columns_.resize(count);
  taken_.assign(count, {});
  row_.resize(count);
  for (unsigned i = 0; i < count; ++i) {
    const auto& field = *mysql_fetch_field_direct(fields.get(), i);
    auto& column = columns_[i];
    column.name = field.name;
    column.is = kind_of(field);
    column.is_unsigned = is_unsigned(field);
    auto& bind = taken_[i];
    bind.length = &column.length;
    bind.is_null = &column.is_null;
    switch (column.is) {
      case kind::integer:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = &column.integer;
        bind.is_unsigned = column.is_unsigned;
        break;
      case kind::real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &column.real;
        break;
      case kind::time:
        bind.buffer_type = MYSQL_TYPE_DATETIME;
        bind.buffer = &column.time;
        break;
      default:
        column.text.resize(std::clamp(field.length, 1UL, first_room));
        bind.buffer_type = column.is == kind::bytes ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
        bind.buffer = column.text.data();
        bind.buffer_length = static_cast<unsigned long>(column.text.size());
    }
  }
  if (count > 0) mysql_stmt_bind_result(statement_.get(), taken_.data());
}

bool prepared_statement::run(std::span<const std::uint16_t> order, std::span<const sql::cell> parameters,
                             datetime_zone zone, bool with_fractions) {
  const auto places = order.empty() ? parameters.size() : order.size();
  if (places != mysql_stmt_param_count(statement_.get()))
    throw error{errc::internal, "a statement is given as many values as it has places for"};
  given_.assign(places, {});
  times_.resize(places);
  for (std::size_t i = 0; i < places; ++i) {
    const auto& value = parameters[order.empty() ? i : order[i]];
    auto& bind = given_[i];
    switch (value.is) {
      case kind::null:
        bind.buffer_type = MYSQL_TYPE_NULL;
        break;
      case kind::boolean:
      case kind::integer:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = const_cast<std::int64_t*>(&value.integer);
        break;
      case kind::real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = const_cast<double*>(&value.real);
        break;
      case kind::time:
        times_[i] = to_mysql(timestamp{duration{value.integer}}, zone, with_fractions);
        bind.buffer_type = MYSQL_TYPE_DATETIME;
        bind.buffer = &times_[i];
        break;
      case kind::text:
      case kind::bytes:
        bind.buffer_type = value.is == kind::text ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        // Without an address it would be NULL.
        bind.buffer = const_cast<char*>(value.text.empty() ? "" : value.text.data());
        bind.buffer_length = static_cast<unsigned long>(value.text.size());
        break;
    }
  }
  auto* statement = statement_.get();
  if (places > 0 && mysql_stmt_bind_param(statement, given_.data()) != 0) return false;
  if (mysql_stmt_execute(statement) != 0) return false;
  if (columns_.empty()) return true;
  if (is_described_otherwise()) describe();
  return mysql_stmt_store_result(statement) == 0;
}

/// Whether a table was changed since: the library would make numbers of texts then.
bool prepared_statement::is_described_otherwise() const noexcept {
  if (mysql_stmt_field_count(statement_.get()) != columns_.size()) return true;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& field = statement_->fields[i];
    if (kind_of(field) != columns_[i].is || is_unsigned(field) != columns_[i].is_unsigned) return true;
  }
  return false;
}

/// Whether a text of the row did not fit into its room: it has room now.
bool prepared_statement::make_room() {
  bool grew = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto& column = columns_[i];
    const bool is_text = column.is == kind::text || column.is == kind::bytes;
    if (!is_text || column.is_null || column.length <= column.text.size()) continue;
    column.text.resize(column.length);
    taken_[i].buffer = column.text.data();
    taken_[i].buffer_length = column.length;
    mysql_stmt_fetch_column(statement_.get(), &taken_[i], static_cast<unsigned>(i), 0);
    grew = true;
  }
  return grew;
}

std::optional<sql::row> prepared_statement::next(datetime_zone zone) {
  const int outcome = mysql_stmt_fetch(statement_.get());
  if (outcome == MYSQL_NO_DATA) return std::nullopt;
  if (outcome != 0 && outcome != MYSQL_DATA_TRUNCATED) throw_error(failure::of(statement_.get()));
  const bool grew = make_room();
  for (std::size_t i = 0; i < columns_.size(); ++i) row_[i] = read(columns_[i], zone);
  if (grew) mysql_stmt_bind_result(statement_.get(), taken_.data());
  return row_;
}

sql::cell prepared_statement::read(const slot& from, datetime_zone zone) {
  if (from.is_null) return {};
  switch (from.is) {
    case kind::integer:
      if (from.is_unsigned && from.integer < 0)
        throw error{errc::corrupt, "column \"" + from.name + "\" holds a number beyond 63 bits"};
      return sql::cell::of_integer(from.integer);
    case kind::real:
      return sql::cell::of_real(from.real);
    case kind::time:
      return to_cell(from.time, zone);
    case kind::bytes:
      return sql::cell::of_bytes(std::string_view{from.text.data(), from.length});
    default:
      return sql::cell::of_text({from.text.data(), from.length});
  }
}

}  // namespace cardea::mysql
