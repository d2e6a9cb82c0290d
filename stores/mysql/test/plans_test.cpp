// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "layout_of.hpp"
#include "rendered.hpp"

#include <cardea/mysql/service_store.hpp>

#include <algorithm>

namespace {

/// Tables of some thousand rows, whose plans are those of a table that has grown.
class MysqlPlans : public Mysql {
 protected:
  static constexpr const char* rows = "3000";
  using statements = cardea::sql::statements;

  /// Users 1, 2, 3 ... with a session and a key each.
  void fill(const cardea::sql::layout& layout, const cardea::sql::dialect& dialect) const {
    const auto name = [&](const std::string& of) { return cardea::sql::quoted(dialect, of); };
    db_.run("INSERT INTO " + name(layout.user.name) + " SELECT seq FROM seq_1_to_" + rows);
    const auto& s = layout.session;
    std::string columns = name(s.id) + ", " + name(s.user_id), values = "seq, seq";
    for (const auto* time : {&s.active_expires, &s.expires, &s.created_at, &s.last_verified}) {
      if (time->empty()) continue;
      columns += ", " + name(*time);
      values +=
          layout.times == cardea::sql::time_form::native ? ", NOW() + INTERVAL seq HOUR" : ", seq * 1000";
    }
    if (!s.secret_hash.empty()) {
      columns += ", " + name(s.secret_hash);
      values += ", REPEAT('x', 32)";
    }
    db_.run("INSERT INTO " + name(s.name) + " (" + columns + ") SELECT " + values + " FROM seq_1_to_" + rows);
    db_.run("ANALYZE TABLE " + name(layout.user.name) + ", " + name(s.name));
    if (!layout.has_keys()) return;
    const auto& k = layout.key;
    db_.run("INSERT INTO " + name(k.name) + " (" + name(k.id) + ", " + name(k.user_id) +
            (k.primary.empty() ? "" : ", " + name(k.primary)) + ") SELECT seq, seq" +
            (k.primary.empty() ? "" : ", 1") + " FROM seq_1_to_" + rows + "; ANALYZE TABLE " + name(k.name));
  }

  /// The text with a value in each of its places: "2900" is an id that is there, a time that some rows have
  /// passed, and more than is swept at once.
  static std::string with_values(const std::string& text, bool has_dates) {
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '?') {
        filled += text[i];
        continue;
      }
      const auto before = std::string_view{text}.substr(0, i);
      filled += before.ends_with("LIMIT ") || before.ends_with("OFFSET ") ? "100"
                : before.ends_with("<= ") && has_dates                    ? "NOW()"
                : before.ends_with("<= ")                                 ? "2900"
                                                                          : "'2900'";
    }
    return filled;
  }

  void expect_searches(const cardea::sql::layout& layout) const {
    const auto& dialect = cardea::sql::mysql_dialect();
    fill(layout, dialect);
    expect_searches(all_statements(statements{layout, dialect, {}, {}}),
                    layout.times == cardea::sql::time_form::native);
  }

  void expect_searches(const named_statements& all, bool has_dates) const {
    for (const auto& [name, statement] : all) {
      SCOPED_TRACE(name);
      const auto text = with_values(statement.text(), has_dates);
      const auto steps = db_.run("EXPLAIN " + text);
      int searches = 0;
      for (const auto& step : steps) {
        const auto plan = columns_of(step);
        // id|select_type|table|type|possible_keys|key|key_len|ref|rows|Extra
        const auto &table = plan.at(2), &type = plan.at(3), &key = plan.at(5);
        if (table == "NULL") continue;  // A row that is made of values.
        const bool is_search = type == "const" || type == "eq_ref" || type == "ref" || type == "range" ||
                               type == "index_merge" || type == "ref_or_null";
        EXPECT_TRUE(is_search && key != "NULL") << step << '\n' << text;
        ++searches;
      }
      EXPECT_GT(searches, 0) << text;
    }
  }

 private:
  static std::vector<std::string> columns_of(const std::string& line) {
    std::vector<std::string> all{""};
    for (const char c : line) {
      if (c == '|') {
        all.emplace_back();
      } else {
        all.back() += c;
      }
    }
    return all;
  }
};

TEST_F(MysqlPlans, EveryLookUpInTablesOfOurOwnIsASearchInAnIndex) {
  for (const auto* rules :
       {&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1, &cardea::schemes::lucia_v2,
        &cardea::schemes::lucia_v3, &cardea::schemes::cardea}) {
    SCOPED_TRACE(rules->name);
    clear();
    expect_searches(open(url_, layout_of(*rules)).layout());
  }
}

TEST_F(MysqlPlans, AndInTheTablesOfLuciasPageWithTheIndexesThatAreMissingThere) {
  make_lucia_v2();
  expect_searches(open(url_, cardea::layouts::lucia_v2()).layout());
}

TEST_F(MysqlPlans, EveryLookUpOfAServiceIsASearchInAnIndex) {
  cardea::mysql::service_store{cardea::mysql::pool{url_}}.migrate(true);
  db_.run(std::string{"INSERT INTO cardea_limits SELECT seq, seq * 1000 FROM seq_1_to_"} + rows +
          "; INSERT INTO cardea_tokens SELECT seq, 'reset', seq, '', '', seq * 1000 FROM seq_1_to_" + rows +
          "; ANALYZE TABLE cardea_limits, cardea_tokens");
  expect_searches(all_statements(cardea::sql::service_statements{{}, cardea::sql::mysql_dialect()}), false);
}

TEST_F(MysqlPlans, AndInLatin1) {
  db_.run("ALTER DATABASE CHARACTER SET latin1");
  make_lucia_v2();
  expect_searches(open(url_, cardea::layouts::lucia_v2()).layout());
}

}  // namespace
