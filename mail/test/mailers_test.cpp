// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cardea/mail/command_mailer.hpp>
#include <cardea/mail/file_mailer.hpp>
#include <cardea/manual_clock.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>
#include <unistd.h>

#include "letter_fixture.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::mail::command_mailer;
using cardea::mail::file_mailer;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class Mailers : public testing::Test {
 protected:
  Mailers() {
    auto name = (fs::temp_directory_path() / "cardea-mail-XXXXXX").string();
    if (mkdtemp(name.data())) folder = name;
  }
  ~Mailers() override {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
  [[nodiscard]] std::string read(const fs::path& path) const {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
  }
  [[nodiscard]] std::vector<fs::path> files(const fs::path& in) const {
    std::vector<fs::path> all;
    for (const auto& one : fs::directory_iterator{in}) all.push_back(one.path());
    std::ranges::sort(all);
    return all;
  }
  /// A mailer that is a shell's script, with the folder as $1 and the address as $2.
  [[nodiscard]] command_mailer script(const std::string& text, std::chrono::milliseconds limit = 20s) const {
    return command_mailer{{.command = {"sh", "-c", text, "script", folder.string(), "{to}"},
                           .from = from,
                           .time_limit = limit}};
  }
  static cardea::mail::message letter(std::string to = "ada@y.example") {
    return {.to = std::move(to), .subject = "Hello", .text = "one\n\n.\ntwo\n"};
  }
  template <class Mailer>
  static errc failure(Mailer&& mailer, const cardea::mail::message& one = letter()) {
    try {
      mailer.send(one);
    } catch (const cardea::error& e) {
      EXPECT_THAT(e.what(), Not(HasSubstr("two"))) << "an error holds the letter";
      return e.code();
    }
    ADD_FAILURE() << "it did not fail";
    return {};
  }

  fs::path folder;
};

TEST_F(Mailers, EachLetterIsAFileThatItsOwnerAloneMayRead) {
  cardea::manual_clock clock{noon};
  file_mailer mailer{folder / "new" / "mail", from, clock};
  mailer.send({.to = "ada@y.example",
               .subject = "First",
               .text = "Gr\xC3\xBC\xC3\x9F"
                       "e\nhttps://x.example/?token=a=b\n"});
  clock += 1ms;
  for (int i = 0; i < 20; ++i) mailer.send(letter());
  const auto all = files(folder / "new" / "mail");
  ASSERT_EQ(all.size(), 21U) << "one letter took the place of another";
  EXPECT_THAT(all[0].filename().string(), testing::MatchesRegex("2030-01-02T120000\\.000Z-........\\.eml"));
  const auto text = read(all[0]);
  EXPECT_THAT(text, HasSubstr("Subject: First\r\n"));
  EXPECT_THAT(text, testing::EndsWith("\r\n\r\nGr\xC3\xBC\xC3\x9F"
                                      "e\r\nhttps://x.example/?token=a=b\r\n"))
      << "a link cannot be copied from it";
  struct stat about {};
  ASSERT_EQ(stat(all[0].c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  ASSERT_EQ(stat((folder / "new" / "mail").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
}

TEST_F(Mailers, AFolderThatCannotBeIsRefusedAtTheStartAndALostOneLater) {
  std::ofstream{folder / "file"} << "x";
  EXPECT_THROW((file_mailer{folder / "file", from}), cardea::error);
  EXPECT_THROW((file_mailer{folder, {.address = "nobody"}}), cardea::error);
  file_mailer mailer{folder / "mail", from};
  fs::remove_all(folder / "mail");
  EXPECT_EQ(failure(mailer), errc::unavailable);
}

TEST_F(Mailers, AProgramReadsTheLetterFromItsInput) {
  script("cat > $1/letter; echo \"$2\" > $1/to").send(letter());
  EXPECT_THAT(read(folder / "letter"), HasSubstr("To: ada@y.example\nSubject: Hello\n"));
  EXPECT_THAT(read(folder / "letter"), testing::EndsWith("\n\none\n\n.\ntwo\n"));
  EXPECT_THAT(read(folder / "letter"), Not(HasSubstr("\r")));
  EXPECT_EQ(read(folder / "to"), "ada@y.example\n");
}

TEST_F(Mailers, T32NoShellReadsTheAddressAndNoneThatIsNoneGetsThere) {
  auto mailer = script("cat > /dev/null; echo \"$2\" >> $1/to");
  const std::string hostile = "a`touch$IFS'x'`|&{}*!#@x.example";
  mailer.send(letter(hostile));
  EXPECT_EQ(read(folder / "to"), hostile + "\n");
  for (const auto* to :
       {"-oQ/tmp@x.example", "a@x.example,b@x.example", "a@x.example\nBcc: b@x.example", "a b@x.example"})
    EXPECT_EQ(failure(mailer, letter(to)), errc::invalid_argument) << to;
  EXPECT_EQ(read(folder / "to"), hostile + "\n");
}

TEST_F(Mailers, AProgramGetsNoSecretOfThisProcess) {
  ASSERT_EQ(setenv("CARDEA_TEST_SECRET", "postgres://x:y@z", 1), 0);
  const int leaked = dup(STDERR_FILENO);  // Not closed on exec, as those of many libraries are.
  ASSERT_GT(leaked, 2);
  script("env > $1/env; ls /proc/$$/fd > $1/fd").send(letter());
  close(leaked);
  unsetenv("CARDEA_TEST_SECRET");
  EXPECT_THAT(read(folder / "env"), HasSubstr("PATH="));
  EXPECT_THAT(read(folder / "env"), Not(HasSubstr("SECRET")));
  std::istringstream open{read(folder / "fd")};
  for (int file; open >> file;)
    EXPECT_TRUE(file <= 2 || file >= 10) << "file " << file << " is the program's";
}

TEST_F(Mailers, TheStatusSaysWhetherToTryAgain) {
  EXPECT_EQ(failure(script("exit 75")), errc::unavailable) << "EX_TEMPFAIL";
  EXPECT_EQ(failure(script("exit 69")), errc::unavailable) << "EX_UNAVAILABLE";
  EXPECT_EQ(failure(script("exit 67")), errc::internal) << "EX_NOUSER";
  EXPECT_EQ(failure(script("exit 1")), errc::internal);
  EXPECT_EQ(failure(script("kill -9 $$")), errc::internal);
}

TEST_F(Mailers, AProgramThatDoesNotReadBlocksNobody) {
  auto long_one = letter();
  long_one.text.append(1'000'000, 'x');
  script("exit 0").send(long_one);
}

TEST_F(Mailers, AProgramThatTakesTooLongIsKilledWithItsChildren) {
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(failure(script("sleep 60 & echo $! > $1/child; wait", 300ms)), errc::unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 20s);
  std::istringstream line{read(folder / "child")};
  pid_t child = 0;
  ASSERT_TRUE(line >> child);
  // Whoever inherits it buries it in its own time.
  const auto is_gone = [&] {
    const auto state = read("/proc/" + std::to_string(child) + "/stat");
    return state.empty() || state.find(") Z") != std::string::npos;
  };
  for (int i = 0; i < 500 && !is_gone(); ++i) usleep(10'000);
  EXPECT_TRUE(is_gone());
}

TEST(CommandOptions, ThatContradictThemselvesAreRefused) {
  const auto refused = [](auto change) {
    cardea::mail::command_options with{.command = {"cat"}, .from = from};
    change(with);
    try {
      const command_mailer made{with};
    } catch (const cardea::error& e) {
      return e.code() == errc::invalid_argument;
    }
    return false;
  };
  EXPECT_TRUE(refused([](auto& o) { o.command = {}; }));
  EXPECT_TRUE(refused([](auto& o) { o.command = {""}; }));
  EXPECT_TRUE(refused([](auto& o) { o.command = {"no-such-program-anywhere"}; }));
  EXPECT_TRUE(refused([](auto& o) { o.command = {"/etc/passwd"}; }));
  EXPECT_TRUE(refused([](auto& o) { o.from.address = "nobody"; }));
  EXPECT_TRUE(refused([](auto& o) { o.time_limit = 0ms; }));
  EXPECT_FALSE(refused([](auto&) {}));
}

}  // namespace
