// SPDX-License-Identifier: MIT
// Files that drizzle-kit would not have written so.
#include <cardea/error.hpp>
#include <cardea/interop/drizzle_reader.hpp>
#include <cardea/interop/forms.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

namespace {

using namespace cardea;
using testing::HasSubstr;

std::string data(const std::string& name) {
  std::ifstream file{CARDEA_DATA "/drizzle-" + name + ".json", std::ios::binary};
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string refusal(const std::function<void()>& act, errc wanted = errc::invalid_argument) {
  try {
    act();
  } catch (const error& e) {
    EXPECT_EQ(e.code(), wanted) << e.what();
    return e.what();
  }
  return "nothing";
}
std::string refusal_of(const std::string& text) {
  return refusal([&] { (void)interop::read_drizzle_snapshot(text, "snapshot.json"); });
}
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(DrizzleErrors, WhatIsNoJsonIsNamedWithItsByte) {
  EXPECT_EQ(refusal_of(""), "snapshot.json: the file ends too early, at byte 0");
  EXPECT_THAT(refusal_of("{\"version\": \"7\","), HasSubstr("ends too early, at byte 16"));
  EXPECT_THAT(refusal_of("{\"version\": oops}"), HasSubstr("snapshot.json: byte 12: this is not JSON"));
  EXPECT_THAT(refusal_of("{} {}"), HasSubstr("byte 3: this is not JSON"));
  EXPECT_THAT(refusal_of("{\"a\": \"\xff\"}"), HasSubstr("this is not JSON"));
  EXPECT_THAT(refusal_of(std::string(100'000, '[')), HasSubstr("this is not JSON"));
  const auto whole = data("v2-pg");
  for (std::size_t size = 0; size + 1 < whole.size(); size += 7)
    EXPECT_THAT(refusal_of(whole.substr(0, size)), HasSubstr("ends too early")) << size;
}

TEST(DrizzleErrors, ThePlaceIsThatInTheFile) {
  const auto whole = data("v3-sqlite");
  EXPECT_EQ(refusal_of("[]"), "snapshot.json: it is not an object");
  EXPECT_EQ(refusal_of("{}"), "snapshot.json: dialect is missing");
  EXPECT_EQ(refusal_of(changed(whole, "\"type\": \"text\"", "\"type\": 5")),
            "snapshot.json: tables.session.columns.id.type is not a text");
  EXPECT_EQ(refusal_of(changed(whole, "\"type\": \"text\",", "")),
            "snapshot.json: tables.session.columns.id.type is missing");
  EXPECT_EQ(refusal_of(changed(whole, "\"notNull\": true", "\"notNull\": \"yes\"")),
            "snapshot.json: tables.session.columns.id.notNull is neither true nor false");
  EXPECT_EQ(
      refusal_of(changed(whole, "\"columnsFrom\": [\n            \"user_id\"", "\"columnsFrom\": [\"x\"")),
      "snapshot.json: tables.session.foreignKeys.session_user_id_user_id_fk.columnsFrom.0 is no column of "
      "the table");
  EXPECT_EQ(refusal_of(changed(data("v3-pg"), "\"name\": \"session\"", "\"name\": []")),
            "snapshot.json: tables[\"public.session\"].name is not a text");
}

TEST(DrizzleErrors, AnotherVersionOrDatabaseIsNamed) {
  for (const auto* name : {"v3-pg", "v3-mysql", "v3-sqlite"}) {
    const auto whole = data(name);
    const auto at = whole.find("\"version\": \"") + 12;
    for (const auto* version : {"4", "8", ""}) {
      auto text = whole;
      text.replace(at, 1, version);
      EXPECT_THAT(refusal_of(text), HasSubstr("snapshot.json: version is \"" + std::string{version} +
                                              "\", and what is read here is version \"" + whole[at] + '"'));
    }
  }
  for (const std::string name : {"singlestore", "gel", "mssql"})
    EXPECT_THAT(
        refusal_of(changed(data("v3-sqlite"), "\"dialect\": \"sqlite\"", "\"dialect\": \"" + name + '"')),
        HasSubstr("dialect is \"" + name + "\", and what is read here is postgresql, mysql and sqlite"));
  const auto turso = changed(data("v3-sqlite"), "\"dialect\": \"sqlite\"", "\"dialect\": \"turso\"");
  EXPECT_EQ(interop::read_drizzle_snapshot(turso, "x").dialect, &sql::sqlite_dialect());
}

TEST(DrizzleErrors, ANameThatNoHeaderCanHaveIsRefusedBeforeOneIsPrinted) {
  const auto text = changed(data("v3-sqlite"), "\"name\": \"country\"", "\"name\": \"a\\u0000b\"");
  const auto found = interop::recognise(interop::read_drizzle_snapshot(text, "x"));
  EXPECT_THAT(refusal([&] {
                (void)interop::schema_of(found.layout, sql::sqlite_dialect(), found.user_attributes,
                                         found.session_attributes);
              }),
              HasSubstr("holds a NUL"));
}

TEST(DrizzleErrors, ANameIsQuotedInTheHeaderWhateverItHolds) {
  const auto text =
      changed(data("v3-sqlite"), "\"name\": \"country\"", R"("name": "\"); } evil(); //\n*/ #define x \\")");
  const auto found = interop::recognise(interop::read_drizzle_snapshot(text, "x"));
  const auto header = interop::as_cpp(interop::schema_of(found.layout, sql::sqlite_dialect(),
                                                         found.user_attributes, found.session_attributes),
                                      "cardea import drizzle");
  EXPECT_THAT(header, HasSubstr(R"("\"); } evil(); //\n*/ #define x \\")"));
}

class DrizzleFolder : public testing::Test {
 protected:
  DrizzleFolder() {
    std::string name = std::filesystem::temp_directory_path() / "cardea-drizzle-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error{"no folder can be made"};
    folder = name;
    std::filesystem::create_directory(folder / "meta");
  }
  ~DrizzleFolder() override { std::filesystem::remove_all(folder); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder / "meta" / name, std::ios::binary} << text;
  }
  void journal(const std::vector<std::string>& tags) const {
    std::string entries;
    for (const auto& tag : tags) entries += (entries.empty() ? "" : ",") + ("{\"tag\": \"" + tag + "\"}");
    write("_journal.json", "{\"version\": \"7\", \"dialect\": \"sqlite\", \"entries\": [" + entries + "]}");
  }
  [[nodiscard]] std::string refused(errc wanted = errc::invalid_argument) const {
    return refusal([&] { (void)interop::read_drizzle(folder); }, wanted);
  }
  std::filesystem::path folder;
};

TEST_F(DrizzleFolder, ItsNewestSnapshotIsThatOfTheLastEntry) {
  write("0000_snapshot.json", data("v1-sqlite"));
  write("0001_snapshot.json", data("v2-sqlite"));
  write("0002_snapshot.json", data("v3-sqlite"));
  journal({"0000_init", "0001_more"});
  const auto found = interop::read_drizzle(folder);
  EXPECT_EQ(interop::recognise(found).layout.rules, &schemes::lucia_v2);
  EXPECT_EQ(found.origin, folder / "meta" / "0001_snapshot.json");
}

TEST_F(DrizzleFolder, AMigrationMayBeNumberedByTheTimeOrNotAtAll) {
  write("20261121084500_snapshot.json", data("v2-sqlite"));
  journal({"20261121084500_init"});
  EXPECT_EQ(interop::recognise(interop::read_drizzle(folder)).layout.rules, &schemes::lucia_v2);
  write("_snapshot.json", data("v3-sqlite"));
  journal({"_init"});
  EXPECT_EQ(interop::recognise(interop::read_drizzle(folder)).layout.rules, &schemes::lucia_v3);
}

TEST_F(DrizzleFolder, WhatIsMissingIsNamed) {
  EXPECT_THAT(refused(), HasSubstr("is no folder of Drizzle's migrations: there is no "));
  journal({});
  EXPECT_THAT(refused(errc::schema_mismatch), HasSubstr("_journal.json: there is no migration yet"));
  write("0000_snapshot.json", data("v2-sqlite"));
  journal({"0000_init", "0001_more"});
  EXPECT_THAT(refused(errc::schema_mismatch),
              HasSubstr("0001_snapshot.json is missing, the snapshot of the newest migration in "));
}

TEST_F(DrizzleFolder, NoTagLeadsOutOfIt) {
  for (const std::string tag :
       {"../../etc/passwd_x", "/etc/passwd_x", "..", "a_b", "0 0_x", "0000/../0000_x"}) {
    journal({tag});
    EXPECT_THAT(refused(), HasSubstr("_journal.json: entries.0.tag is none that drizzle-kit gives")) << tag;
  }
}

TEST_F(DrizzleFolder, AJournalOfAnotherVersionOrFormIsRefused) {
  for (const auto* text : {"", "{", "[]", "7", "{\"version\": 7, \"entries\": []}", "{\"version\": \"7\"}",
                           "{\"version\": \"6\", \"entries\": []}", "{\"version\": \"7\", \"entries\": 1}",
                           "{\"version\": \"7\", \"entries\": [{\"idx\": 0}]}"}) {
    write("_journal.json", text);
    EXPECT_THAT(refused(), HasSubstr("_journal.json: ")) << text;
  }
  std::filesystem::remove(folder / "meta" / "_journal.json");
  std::filesystem::create_directory(folder / "meta" / "_journal.json");
  EXPECT_THAT(refused(), HasSubstr("_journal.json: the file cannot be read"));
}

}  // namespace
