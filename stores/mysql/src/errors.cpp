// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <errmsg.h>

#include <algorithm>
#include <initializer_list>

namespace cardea::mysql {
namespace {

// mysqld_error.h and errmsg.h name them too; half of these are not in Debian's, being MySQL's alone.
namespace er {
constexpr unsigned checkread = 1020, disk_full = 1021, dup_key = 1022, not_keyfile = 1034, old_keyfile = 1035,
                   out_of_memory = 1037, out_of_sortmemory = 1038, con_count = 1040, out_of_resources = 1041,
                   dbaccess_denied = 1044, access_denied = 1045, unknown_com = 1047, bad_null = 1048,
                   bad_db = 1049, server_shutdown = 1053, bad_field = 1054, dup_entry = 1062,
                   record_file_full = 1114, host_blocked = 1129, host_not_privileged = 1130,
                   tableaccess_denied = 1142, columnaccess_denied = 1143, no_such_table = 1146,
                   dup_unique = 1169, crashed_on_usage = 1194, too_many_user_connections = 1203,
                   lock_wait_timeout = 1205, wrong_arguments = 1210, lock_deadlock = 1213,
                   no_referenced_row = 1216, row_is_referenced = 1217, user_limit_reached = 1226,
                   unknown_stmt_handler = 1243, out_of_range = 1264, data_truncated = 1265,
                   cant_aggregate_collations = 1267, option_prevents_statement = 1290, truncated_value = 1292,
                   invalid_character_string = 1300, query_interrupted = 1317, no_default_for_field = 1364,
                   incorrect_value_for_field = 1366, data_too_long = 1406, wrong_value = 1525,
                   row_is_referenced_2 = 1451, no_referenced_row_2 = 1452, dup_entry_with_key = 1586,
                   need_reprepare = 1615, signal_exception = 1644, data_out_of_range = 1690,
                   access_denied_no_password = 1698, read_only_transaction = 1792, read_only_mode = 1836,
                   connection_killed = 1927, statement_timeout = 1969, query_timeout = 3024,
                   lock_nowait = 3572, check_violated = 3819, constraint_failed = 4025,
                   client_interaction_timeout = 4031;
}  // namespace er

bool is_one_of(unsigned code, std::initializer_list<unsigned> codes) noexcept {
  return std::ranges::find(codes, code) != codes.end();
}

errc code_of(unsigned code) noexcept {
  if (code == CR_COMMANDS_OUT_OF_SYNC) return errc::invalid_argument;
  if (is_lost(code) || (code >= CR_MIN_ERROR && code <= CR_MAX_ERROR)) return errc::unavailable;
  // 1047 is also what a node says that has lost its cluster's majority.
  if (is_one_of(code,
                {er::con_count, er::dbaccess_denied, er::access_denied, er::unknown_com, er::bad_db,
                 er::host_blocked, er::host_not_privileged, er::tableaccess_denied, er::columnaccess_denied,
                 er::too_many_user_connections, er::user_limit_reached, er::access_denied_no_password}))
    return errc::unavailable;
  if (is_given_up(code) || is_one_of(code, {er::lock_wait_timeout, er::query_interrupted,
                                            er::statement_timeout, er::query_timeout, er::lock_nowait}))
    return errc::busy;
  if (is_one_of(code, {er::option_prevents_statement, er::read_only_transaction, er::read_only_mode}))
    return errc::read_only;
  if (is_one_of(code, {er::disk_full, er::out_of_memory, er::out_of_sortmemory, er::out_of_resources,
                       er::record_file_full}))
    return errc::full;
  if (is_one_of(code, {er::no_such_table, er::bad_field, er::cant_aggregate_collations}))
    return errc::schema_mismatch;
  if (is_one_of(code, {er::wrong_arguments, er::out_of_range, er::data_truncated, er::truncated_value,
                       er::invalid_character_string, er::incorrect_value_for_field, er::data_too_long,
                       er::wrong_value, er::data_out_of_range}))
    return errc::invalid_argument;
  if (refusal_of(code) != sql::refusal::none || code == er::signal_exception) return errc::conflict;
  if (is_one_of(code, {er::not_keyfile, er::old_keyfile, er::crashed_on_usage})) return errc::corrupt;
  return errc::internal;
}

/// Messages that name a column and no more.
bool names_a_column(unsigned code) noexcept {
  return is_one_of(code, {er::bad_null, er::no_default_for_field, er::data_too_long, er::out_of_range});
}

}  // namespace

bool is_in_transaction(const MYSQL* db) noexcept {
  return (db->server_status & SERVER_STATUS_IN_TRANS) != 0 ||
         (db->server_status & SERVER_STATUS_AUTOCOMMIT) == 0;
}

bool is_idle(const MYSQL* db) noexcept {
  return db->status == MYSQL_STATUS_READY && (db->server_status & SERVER_MORE_RESULTS_EXIST) == 0;
}

sql::refusal refusal_of(unsigned code) noexcept {
  if (is_one_of(code, {er::dup_key, er::dup_entry, er::dup_unique, er::dup_entry_with_key}))
    return sql::refusal::unique;
  if (is_one_of(code, {er::no_referenced_row, er::row_is_referenced, er::row_is_referenced_2,
                       er::no_referenced_row_2}))
    return sql::refusal::foreign_key;
  if (is_one_of(code, {er::bad_null, er::no_default_for_field, er::check_violated, er::constraint_failed}))
    return sql::refusal::other;
  return sql::refusal::none;
}

bool is_given_up(unsigned code) noexcept { return is_one_of(code, {er::lock_deadlock, er::checkread}); }

bool is_lost(unsigned code) noexcept {
  return is_lost_before(code, false) || is_one_of(code, {CR_SERVER_LOST, CR_SERVER_LOST_EXTENDED});
}

// 2006 is what the library says where it could not hand the whole of a statement to the kernel: no server
// runs a part of one.
bool is_lost_before(unsigned code, bool decides) noexcept {
  if (is_one_of(code, {CR_SERVER_GONE_ERROR, er::client_interaction_timeout})) return true;
  return !decides && is_one_of(code, {er::server_shutdown, er::connection_killed});
}

bool is_stale(unsigned code) noexcept {
  return is_one_of(code, {er::unknown_stmt_handler, er::need_reprepare});
}

void throw_error(const failure& why) {
  // Class 45 is what a trigger of the application's says, under any number and in any words.
  const bool is_signal = why.state.starts_with("45");
  const auto code = is_signal ? errc::conflict : code_of(why.code);
  const bool may_quote = is_signal || ((code == errc::invalid_argument || code == errc::conflict) &&
                                       !names_a_column(why.code) && why.code < CR_MIN_ERROR);
  auto message = "MySQL, " + std::to_string(why.code) + ": ";
  message += may_quote ? "the server refused a value" : why.text;
  if (is_given_up(why.code)) throw sql::given_up{message};
  throw error{code, message};
}

}  // namespace cardea::mysql
