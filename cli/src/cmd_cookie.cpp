// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "input.hpp"
#include "open_store.hpp"

namespace cardea::cli {
namespace {

struct arguments {
  std::optional<std::string> token;
  bool from_input = false;
  bool blank = false;
  std::string expires;
};

struct parse_arguments {
  std::optional<std::string> header;
  bool from_input = false;
};

/// The session of the token as far as its cookie is concerned: from the row, else as if it began now.
session_state session_of(const settings& options, std::string_view token) {
  session_state state;
  const auto fresh = [&](timestamp now, const session_policy& policy) {
    state.times = begin_session(now, options.rules().expiry, policy);
    state.expires_at = end_of(state.times, options.rules().expiry, policy);
  };
  const bool looks = options.rules().expiry != expiry_rule::half_life && has_database(options);
  auto auth = open_auth(options, looks ? opening::existing : opening::empty);
  fresh(auth.now(), auth.policy());
  if (!looks) return state;
  const auto id =
      options.rules().token == token_kind::id_and_secret ? token.substr(0, token.find('.')) : token;
  if (const auto found = auth.store().find_session(id)) {
    state.times = found->session.times;
    state.expires_at = end_of(state.times, options.rules().expiry, auth.policy());
  }
  return state;
}

status print(program& p, const arguments& given) {
  const int ways = (given.token ? 1 : 0) + (given.from_input ? 1 : 0) + (given.blank ? 1 : 0);
  if (ways != 1)
    throw error{errc::invalid_argument, "a token is wanted, or --stdin, or --blank: one of them"};
  std::optional<timestamp> expires;
  if (!given.expires.empty()) {
    expires = parse_iso8601(given.expires);
    if (!expires)
      throw error{errc::invalid_argument, "--expires: a time such as 2030-01-02T03:04:05.678Z is wanted"};
    if (given.blank || p.options.rules().expiry == expiry_rule::half_life)
      throw error{errc::invalid_argument, "--expires: this cookie's end is not a session's: leave it out"};
  }
  const auto auth = open_auth(p.options, opening::empty);
  auto made = auth.blank_session_cookie();
  if (!given.blank) {
    const auto token = given.from_input ? read_standard_input() : *given.token;
    session_state state;
    if (expires)
      state.times.expires = state.expires_at = *expires;
    else
      state = session_of(p.options, token);
    made = auth.session_cookie(token, state);
  }
  const auto text = made.serialize();
  p.out.answer({{"setCookie", text}}, text + "\n");
  return yes;
}

status parse(program& p, const parse_arguments& given) {
  const auto header = read_secret(given.header, given.from_input, "a Cookie header");
  const auto token = open_auth(p.options, opening::empty).read_session_cookie(header);
  p.out.answer({{"token", token ? boost::json::value(boost::json::string(*token)) : boost::json::value()}},
               token ? *token + "\n" : "");
  if (token) return yes;
  output::complain("cardea: the header has no token");
  return no;
}

}  // namespace

void add_cookie(command root) {
  const auto app = root.add(
      "cookie", "Print the Set-Cookie value for a token; `cookie parse` finds the token in a Cookie header.",
      "cardea cookie --stdin < token\n  cardea cookie --blank");
  auto given = std::make_shared<arguments>();
  app.add_option("TOKEN", given->token, "on the command line others may read it: prefer --stdin");
  app.add_flag("--stdin", given->from_input, "the token is on standard input");
  app.add_flag("--blank", given->blank, "the cookie that makes a browser forget");
  app.add_option("--expires", given->expires, "when the session ends; else the session's row says so")
      .type_name("TIME");
  app.allow_subcommand();

  const auto child = app.add("parse", "Find the token in a Cookie header; exit 1 if there is none.",
                             "cardea cookie parse --stdin < header");
  auto header = std::make_shared<parse_arguments>();
  child.add_option("HEADER", header->header, "the header's value; on the command line others may read it");
  child.add_flag("--stdin", header->from_input, "it is on standard input");
  child.set_run(std::move(header), parse);
  app.set_run(std::move(given), print);
}

}  // namespace cardea::cli
