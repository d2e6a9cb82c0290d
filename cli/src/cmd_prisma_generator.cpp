// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "write_file.hpp"

#include <cardea/interop/prisma_reader.hpp>

#include <unistd.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <iostream>

namespace cardea::cli {
namespace {

namespace json = boost::json;

struct arguments {
  const command_line* line;
};

/// JSON-RPC 2.0, section 5.1.
enum rpc_error : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  generator_failed = -32000,
};

/// A line on standard error, where Prisma looks for the replies. Its terminal shows what an error says.
void reply(const json::value& id, std::string_view name, json::value value) {
  std::cerr << json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {name, std::move(value)}})
            << std::endl;
}

void reply_error(const json::value& id, rpc_error code, const std::string& message) {
  reply(id, "error", json::object{{"code", code}, {"message", printable(message)}, {"data", nullptr}});
}

json::value manifest() {
  return json::object{
      {"manifest",
       {{"prettyName", "Cardea"}, {"version", CARDEA_VERSION}, {"defaultOutput", "./generated"}}}};
}

/// The header's file: `output` itself where it is called as a header is, else one in that folder.
std::filesystem::path target_of(const std::string& output) {
  const std::filesystem::path path{output};
  for (const auto* extension : {".hpp", ".h", ".hh", ".hxx"})
    if (path.extension() == extension && !std::filesystem::is_directory(path)) return path;
  return path / "cardea.hpp";
}

void generate(const json::value& parameters) {
  const auto schema = interop::from_prisma(json::serialize(parameters));
  if (schema.output.empty()) throw error{errc::invalid_argument, "the generator's block has no output"};
  const auto header = interop::as_cpp(schema);
  const auto target = target_of(schema.output);
  std::error_code failed;
  std::filesystem::create_directories(target.parent_path(), failed);
  if (failed) throw error{errc::unavailable, target.parent_path().string() + ": the folder cannot be made"};
  // A header that stays as it is makes nobody compile anything anew.
  if (read_file(target.string()) != header.text) write_file(target.string(), header.text);
  std::string told;
  for (const auto& one : header.remarks) told += "cardea: " + printable(one) + '\n';
  if (!told.empty()) output::text(told);
}

/// Answers one request.
void answer(const std::string& line) {
  json::error_code failed;
  const auto request = json::parse(line, failed);
  if (failed) return reply_error(nullptr, parse_error, "a request that is no JSON: " + failed.message());
  const auto* call = request.if_object();
  const auto* method = call ? call->if_contains("method") : nullptr;
  if (!method || !method->is_string())
    return reply_error(nullptr, invalid_request, "a request without a method");
  const auto* id = call->if_contains("id");
  if (!id) return;  // Nobody waits for an answer.
  if (!id->is_number() && !id->is_string() && !id->is_null())
    return reply_error(nullptr, invalid_request, "a request whose id is none");
  if (*method == "getManifest") return reply(*id, "result", manifest());
  if (*method != "generate")
    return reply_error(*id, method_not_found,
                       "there is no method \"" + std::string{method->get_string()} + '"');
  try {
    const auto* parameters = call->if_contains("params");
    generate(parameters ? *parameters : json::value{});
  } catch (const error& e) {
    return reply_error(*id, generator_failed, std::string{"cardea: "} + e.what());
  }
  reply(*id, "result", nullptr);
}

status prisma_generator(program&, const arguments& given) {
  if (!given.line->options.empty() || !given.line->config.empty())
    throw error{errc::invalid_argument,
                "prisma-generator takes no options: its settings stand in the generator's block"};
  if (isatty(STDIN_FILENO) == 1)
    throw error{errc::invalid_argument,
                "prisma-generator is not for people: `prisma generate` starts it, where a schema says "
                "generator cardea { provider = \"cardea prisma-generator\"  output = \"../src/generated\" }"};
  for (std::string line; std::getline(std::cin, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) answer(line);
  return yes;
}

}  // namespace

void add_prisma_generator(command root) {
  const auto app = root.add(
      "prisma-generator",
      "What `prisma generate` starts: answers it, and writes a C++ header for the models of a Prisma schema.",
      "cardea prisma-generator  # provider = \"cardea prisma-generator\" in a Prisma schema");
  app.read_no_settings();
  auto given = std::make_shared<arguments>(arguments{.line = &root.line()});
  app.set_run(std::move(given), prisma_generator);
}

}  // namespace cardea::cli
