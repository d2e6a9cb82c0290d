// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "input.hpp"

#include <cardea/password.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  std::string format;
  std::string hash;
  bool from_input = false;
};

password_format read_format(const std::string& name, password_format otherwise) {
  if (name.empty()) return otherwise;
  if (name == "s2") return password_format::s2;
  if (name == "lucia-v3") return password_format::lucia_v3;
  if (name == "argon2id") return password_format::argon2id;
  throw error{errc::invalid_argument, "--format is s2, lucia-v3 or argon2id"};
}

standard_password_hasher hasher_of(const program& p, const arguments& given) {
  const auto& rules = p.options.rules();
  return standard_password_hasher{{.format = read_format(given.format, rules.passwords),
                                   .two_part = rules.two_part,
                                   .argon2id_over_nfkc = rules.passwords != password_format::argon2id}};
}

std::string read_password(const arguments& given) {
  if (!given.from_input)
    throw error{errc::invalid_argument, "a password is read from standard input: say --stdin"};
  return read_standard_input();
}

status hash(program& p, const arguments& given) {
  const auto hasher = hasher_of(p, given);
  const auto password = read_password(given);
  if (!hasher.acceptable(password)) refuse(errc::invalid_password);
  const auto text = hasher.hash(password);
  p.out.answer({{"hash", text}}, text + "\n");
  return yes;
}

status verify(program& p, const arguments& given) {
  const auto hasher = hasher_of(p, given);
  const auto verdict = hasher.verify(given.hash, read_password(given));
  p.out.answer({{"valid", verdict.valid}, {"needsRehash", verdict.needs_rehash}},
               !verdict.valid         ? ""
               : verdict.needs_rehash ? "valid, to be hashed again\n"
                                      : "valid\n");
  if (verdict.valid) return yes;
  output::complain("cardea: the password is not the hash's");
  return no;
}

}  // namespace

void add_password(command root) {
  const auto group =
      root.add_group("password", "Passwords that are kept elsewhere than in a key: hash, verify.");
  if (!group.is_mentioned()) return;
  auto given = std::make_shared<arguments>();
  auto app = group.add("hash", "Hash the password on standard input, in the layout's format.",
                       "cardea password hash --format argon2id --stdin < password");
  app.add_option("--format", given->format, "s2, lucia-v3 or argon2id").type_name("NAME");
  app.add_flag("--stdin", given->from_input, "the password is on standard input");
  app.set_run(given, hash);

  given = std::make_shared<arguments>();
  app = group.add("verify", "Exit 0 if the password on standard input is the hash's.",
                  "cardea password verify '$argon2id$v=19$m=19456,t=2,p=1$...' --stdin < password");
  app.add_option("HASH", given->hash, "the stored text; every format is understood").required();
  app.add_flag("--stdin", given->from_input, "the password is on standard input");
  app.set_run(given, verify);
}

}  // namespace cardea::cli
