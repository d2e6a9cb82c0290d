// SPDX-License-Identifier: MIT
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "run.hpp"

namespace cardea::cli::test {
namespace {

/// Speaks with the generator as Prisma does: a request a line in, a reply a line on standard error.
class PrismaGenerator : public Cli {
 protected:
  finished speak(const std::string& lines) const { return run({"prisma-generator"}, lines); }

  /// The first reply.
  static boost::json::object reply(const finished& done) {
    return boost::json::parse(done.err.substr(0, done.err.find('\n'))).as_object();
  }
  static std::string message(const finished& done) {
    const auto all = reply(done);
    const auto* error = all.if_contains("error");
    return error ? std::string{error->at("message").as_string()} : "no error: " + done.err;
  }

  /// What Prisma 7 asks of the generator, with this output and these settings.
  boost::json::object request(const std::string& output, boost::json::object settings = {}) const {
    std::ifstream file{CARDEA_SNAPSHOTS "/prisma-7.json", std::ios::binary};
    auto all = boost::json::parse(std::string{std::istreambuf_iterator<char>{file}, {}}).as_object();
    auto& generator = all["generator"].as_object();
    generator["output"] = {{"value", output}};
    generator["config"] = std::move(settings);
    return {{"jsonrpc", "2.0"}, {"id", 2}, {"method", "generate"}, {"params", std::move(all)}};
  }
  finished generate(const std::string& output, const boost::json::object& settings = {}) const {
    return speak(boost::json::serialize(request((directory / output).string(), settings)) + "\n");
  }
  std::string file(const std::string& name) const {
    std::ifstream in{directory / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
};

TEST_F(PrismaGenerator, SaysWhatItIs) {
  const auto done =
      speak(R"({"jsonrpc":"2.0","id":1,"method":"getManifest","params":{}})" + std::string{"\n"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out, "");
  const auto manifest = reply(done).at("result").at("manifest").as_object();
  EXPECT_EQ(manifest.at("prettyName"), "Cardea");
  EXPECT_EQ(manifest.at("defaultOutput"), "./generated");
  EXPECT_FALSE(manifest.contains("requiresEngines")) << "Prisma 5 fails where it is an empty list";
}

TEST_F(PrismaGenerator, WritesTheHeaderIntoTheFolderOrIntoTheFile) {
  for (const std::string output : {"made/here", "made/auth.hpp", "made/auth.h"}) {
    const auto done = generate(output);
    EXPECT_EQ(done.status, 0);
    EXPECT_EQ(done.err, "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":null}\n");
    const auto written = file(output.ends_with("here") ? output + "/cardea.hpp" : output);
    EXPECT_EQ(written.find("// Written by `cardea prisma-generator` for layout lucia-v2"), 0U) << written;
  }
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& one : std::filesystem::recursive_directory_iterator{directory / "made"})
    ++count;
  EXPECT_EQ(count, 4U) << "a folder and three headers, and nothing else";
}

TEST_F(PrismaGenerator, LeavesAHeaderThatWouldBeTheSame) {
  ASSERT_EQ(generate("out").status, 0);
  const auto header = directory / "out/cardea.hpp";
  const auto long_ago = std::filesystem::last_write_time(header) - std::chrono::hours{1};
  std::filesystem::last_write_time(header, long_ago);
  ASSERT_EQ(generate("out").status, 0);
  EXPECT_EQ(std::filesystem::last_write_time(header), long_ago);
  ASSERT_EQ(generate("out", {{"namespace", "other"}}).status, 0);
  EXPECT_NE(std::filesystem::last_write_time(header), long_ago);
  EXPECT_NE(file("out/cardea.hpp").find("namespace other {"), std::string::npos);
}

TEST_F(PrismaGenerator, AnErrorIsAReplyAndLeavesTheHeaderAsItWas) {
  ASSERT_EQ(generate("out").status, 0);
  const auto before = file("out/cardea.hpp");
  const auto done = generate("out", {{"colour", "blue"}});
  EXPECT_EQ(done.status, 0) << "it goes on to the next request";
  EXPECT_EQ(message(done).find("cardea: the generator's block has no setting \"colour\"; there are user,"),
            0U)
      << done.err;
  EXPECT_EQ(file("out/cardea.hpp"), before);
  write("file", "no folder");
  EXPECT_NE(message(generate("file/out")).find("the folder cannot be made"), std::string::npos);
  EXPECT_EQ(message(generate("out", {{"session", "a\x1b[2Jb"}})).find('\x1b'), std::string::npos)
      << "it goes to a terminal";
}

TEST_F(PrismaGenerator, NonsenseIsAnsweredByJsonRpcsRules) {
  const auto code = [this](const std::string& line) {
    const auto done = speak(line + "\n");
    EXPECT_EQ(done.status, 0) << line;
    EXPECT_EQ(done.out, "");
    const auto all = reply(done);
    return all.contains("error") ? all.at("error").at("code").as_int64() : 0;
  };
  EXPECT_EQ(code("hello"), -32700);
  EXPECT_EQ(code("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"gen"), -32700);
  EXPECT_EQ(code("\xff\xfe"), -32700);
  EXPECT_EQ(code(std::string(100'000, '[')), -32700);
  EXPECT_EQ(code("[]"), -32600);
  EXPECT_EQ(code("{}"), -32600);
  EXPECT_EQ(code(R"({"id":1,"method":7})"), -32600);
  EXPECT_EQ(code(R"({"id":{},"method":"getManifest"})"), -32600);
  EXPECT_EQ(code(R"({"id":1,"method":"destroy"})"), -32601);
  EXPECT_EQ(code(R"({"id":1,"method":"generate"})"), -32000);
  EXPECT_EQ(code(R"({"id":1,"method":"generate","params":[1]})"), -32000);
}

TEST_F(PrismaGenerator, EveryLineIsAnsweredInItsOrderAndTheEndIsTheEnd) {
  const auto done = speak(
      "oops\n\n{\"id\":\"a\",\"method\":\"x\"}\n{\"method\":\"getManifest\"}\n"
      "{\"id\":7,\"method\":\"getManifest\"}");
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 3) << "a call without an id wants no reply";
  EXPECT_LT(done.err.find("\"id\":null"), done.err.find("\"id\":\"a\""));
  EXPECT_LT(done.err.find("\"id\":\"a\""), done.err.find("\"id\":7"));
  EXPECT_EQ(speak("").status, 0);
}

TEST_F(PrismaGenerator, ReadsNoConfiguration) {
  write("cardea.toml", "this is no TOML");
  EXPECT_EQ(generate("out").status, 0);
  const auto refused = run({"--layout", "lucia-v3", "prisma-generator"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("its settings stand in the generator's block"), std::string::npos)
      << refused.err;
}

TEST_F(PrismaGenerator, APersonIsToldWhoStartsIt) {
  const auto done =
      shell("command -v script >/dev/null || exit 77; script -qec \"$CARDEA prisma-generator\" typescript");
  if (done.status == 77) GTEST_SKIP() << "there is no script(1) to make a terminal";
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.out.find("`prisma generate` starts it"), std::string::npos) << done.out;
}

TEST_F(PrismaGenerator, WhatWasLeftOutIsSaidToThePerson) {
  auto call = request((directory / "out").string(), {{"key", "-"}});
  auto& model = call["params"]
                    .as_object()["dmmf"]
                    .as_object()["datamodel"]
                    .as_object()["models"]
                    .as_array()[0]
                    .as_object();
  model["fields"].as_array()[1].as_object()["type"] = "Json";
  const auto done = speak(boost::json::serialize(call) + "\n");
  EXPECT_EQ(done.out.find("cardea: column \"username\" of table \"auth_user\" was left out"), 0U) << done.out;
}

}  // namespace
}  // namespace cardea::cli::test
