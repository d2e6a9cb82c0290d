// SPDX-License-Identifier: MIT
// What people write stays text, on every page and in every place of it.
#include <cardea/pages/pages.hpp>

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "sample.hpp"

namespace cardea::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

TEST(Escape, AnElementInAnyValueOfAnyPageStaysText) {
  const pages all;
  for (const auto name : page_names) {
    const auto page = all.render(name, everything("<b-x onload=1>"));
    EXPECT_THAT(page, Not(HasSubstr("<b-x"))) << name;
    EXPECT_THAT(page, HasSubstr("&lt;b-x")) << name;
  }
}

TEST(Escape, NoValueOfAnyPageEndsItsAttribute) {
  const pages all;
  for (const auto name : page_names) {
    const auto plain = all.render(name, everything("x"));
    for (const auto* hostile : {"\" autofocus onfocus=\"e()", "' onfocus='e()", "x onfocus=e()"}) {
      const auto page = all.render(name, everything(hostile));
      // As many quotation marks as with a harmless value: none of them comes from the model.
      EXPECT_EQ(count(page, "\""), count(plain, "\"")) << name;
      EXPECT_THAT(page, Not(HasSubstr("' onfocus"))) << name;
    }
  }
}

TEST(Escape, AValueIsNotATemplate) {
  const pages all;
  for (const auto name : page_names) {
    const auto page = all.render(name, everything("{{base}}{{>part-top}}{{{token}}}"));
    EXPECT_THAT(page, HasSubstr("{{base}}{{&gt;part-top}}{{{token}}}")) << name;
    EXPECT_EQ(count(page, "<!doctype"), 1U) << name;
  }
}

TEST(Escape, AReturnPathInALinkIsOneParameter) {
  const auto page = pages{}.render(
      "sign-in", {{"base", ""}, {"returnTo", "/a?b=1&c=\"#x"}, {"features", {{"signUp", true}}}});
  EXPECT_THAT(page, HasSubstr("href=\"/sign-up?return=%2Fa%3Fb%3D1%26c%3D%22%23x\""));
  EXPECT_THAT(page, HasSubstr("name=\"return\" value=\"/a?b=1&amp;c=&quot;#x\""));
}

TEST(Escape, BytesThatAreNoUtf8AreNoReasonToThrow) {
  EXPECT_THAT(pages{}.render("account", everything(std::string_view{"\xff\xc3\0\x01", 4})),
              HasSubstr("</html>"));
}

// The page's policy forbids them, and a page that has none works without an exception from it.
TEST(Escape, NoTemplateHoldsAScriptOrAStyle) {
  const std::regex forbidden{R"(<script|<style|[ \n]style=|[ \n]on[a-z]+=|javascript:|https?:)",
                             std::regex::icase};
  for (const auto name : page_names) {
    const auto page = pages{}.render(name, everything("x"));
    EXPECT_FALSE(std::regex_search(page, forbidden)) << name;
  }
}

// Outside quotation marks an escaped value could still begin an attribute of its own.
TEST(Escape, InATagEveryValueStandsInQuotationMarks) {
  std::size_t seen = 0;
  for (const auto& file : std::filesystem::directory_iterator{CARDEA_TEMPLATES}) {
    if (file.path().extension() != ".mustache") continue;
    std::ifstream in{file.path()};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    bool tag = false, quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool value = text.compare(at, 2, "{{") == 0 && text.find_first_of("#^/>!", at + 2) != at + 2;
      if (value && tag) {
        EXPECT_TRUE(quoted) << file.path().filename() << " at " << at;
        ++seen;
      }
      if (text[at] == '{' && text.compare(at, 2, "{{") == 0)
        at = text.find("}}", at) + 1;
      else if (text[at] == '"' && tag)
        quoted = !quoted;
      else if (text[at] == '<' && !tag)
        tag = true;
      else if (text[at] == '>' && !quoted)
        tag = false;
    }
  }
  EXPECT_GT(seen, 30U);
}

}  // namespace
}  // namespace cardea::pages
