// SPDX-License-Identifier: MIT
// Files that take the place of the built-in ones.
#include <cardea/error.hpp>
#include <cardea/pages/pages.hpp>

#include <gmock/gmock.h>
#include <stdlib.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

namespace cardea::pages {
namespace {

using ::testing::HasSubstr;

class Templates : public ::testing::Test {
 protected:
  Templates() {
    std::string pattern = (std::filesystem::temp_directory_path() / "cardea-pages-XXXXXX").string();
    if (::mkdtemp(pattern.data())) folder_ = pattern;
  }
  ~Templates() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream{folder_ / name} << text; }

  [[nodiscard]] pages open() const { return pages{{.folder = folder_}}; }

  [[nodiscard]] std::string refusal() const {
    try {
      (void)open();
    } catch (const error& refused) {
      EXPECT_EQ(refused.code(), errc::invalid_argument);
      return refused.what();
    }
    return "it was taken";
  }

  std::filesystem::path folder_{};
};

TEST_F(Templates, OneOfTheFolderTakesThePlaceOfTheBuiltInOne) {
  write("sign-in.mustache", "<p>Ours: {{title}}</p>");
  write("style.css", "body { color: teal }");
  const auto all = open();
  EXPECT_EQ(all.render("sign-in", {{"title", "<t>"}}), "<p>Ours: &lt;t&gt;</p>");
  EXPECT_THAT(all.render("sign-up", {{"title", "t"}}), HasSubstr("<h1>t</h1>"));
  EXPECT_EQ(all.style(), "body { color: teal }");
}

TEST_F(Templates, APartIsReplacedOnEveryPage) {
  write("part-bottom.mustache", "</main>{{> part-imprint}}</body></html>");
  write("part-imprint.mustache", "<footer>Ada Ltd</footer>\n");
  const auto all = open();
  for (const auto* name : {"sign-in", "account", "message"})
    EXPECT_THAT(all.render(name, {}), HasSubstr("</main><footer>Ada Ltd</footer></body></html>"));
}

TEST_F(Templates, OneThatDoesNotParseIsRefusedWithItsPath) {
  write("sign-in.mustache", "{{#error}}<p>{{error}}</p>");
  EXPECT_THAT(refusal(), HasSubstr((folder_ / "sign-in.mustache").string() + ": "));
}

TEST_F(Templates, APartThatDoesNotParseIsRefusedWithItsOwnPath) {
  write("part-top.mustache", "{{/error}}");
  EXPECT_THAT(refusal(), HasSubstr((folder_ / "part-top.mustache").string() + ": "));
}

TEST_F(Templates, AMissingFolderIsRefusedWithItsPath) {
  const auto folder = folder_ / "nowhere";
  try {
    (void)pages{{.folder = folder}};
    FAIL() << "it was taken";
  } catch (const error& refused) {
    EXPECT_THAT(refused.what(), HasSubstr(folder.string() + ": cannot be read"));
  }
}

TEST_F(Templates, AMissingPartIsRefusedWithWhoIncludesIt) {
  write("sign-in.mustache", "{{> part-tpo}}");
  EXPECT_THAT(refusal(), HasSubstr("sign-in.mustache: there is no part \"part-tpo\""));
}

TEST_F(Templates, AMisspeltPageIsRefused) {
  write("sign_in.mustache", "<p>Never shown</p>");
  EXPECT_THAT(refusal(), HasSubstr("sign_in.mustache: no page has this name"));
}

TEST_F(Templates, PartsThatIncludeEachOtherAreRefused) {
  write("part-top.mustache", "{{> part-problems}}");
  write("part-problems.mustache", "{{> part-top}}");
  EXPECT_THAT(refusal(), HasSubstr("include each other"));
}

TEST_F(Templates, NoneSwitchesTheEscapingOff) {
  for (const auto* text :
       {"{{{title}}}", "{{&title}}", "{{ & title}}", "{{=<% %>=}}<%& title %>", "{{ {title} }}"}) {
    write("sign-in.mustache", text);
    EXPECT_THAT(refusal(), HasSubstr("sign-in.mustache: ")) << text;
  }
}

TEST_F(Templates, NoValueIsTakenForAPart) {
  write("sign-in.mustache", "{{ > title}}");
  EXPECT_THAT(refusal(), HasSubstr("without a space"));
}

}  // namespace
}  // namespace cardea::pages
