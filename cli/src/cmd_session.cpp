// SPDX-License-Identifier: MIT
#include "attributes.hpp"
#include "command.hpp"
#include "input.hpp"
#include "json.hpp"
#include "open_store.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  std::string user;
  std::string id;
  std::vector<std::string> attr;
  std::optional<std::string> token;
  bool from_input = false;
  bool service = false;
};

status create(program& p, const arguments& given) {
  auto attributes = read_record(p.options.session_attributes, given.attr);
  auto auth = open_auth(p.options);
  const auto made = require(auth.create_session(given.user, std::move(attributes), given.id));
  p.out.answer({{"session", to_json(made.session, p.options)}, {"token", made.token}}, made.token + "\n");
  p.out.remark("a session of user " + made.session.user_id + ", " + for_people(made.session, p.options));
  return yes;
}

status validate(program& p, const arguments& given) {
  const auto token = read_secret(given.token, given.from_input, "a token");
  auto auth = open_auth(p.options);
  const auto found = auth.validate(token);
  if (!found) {
    p.out.answer({{"session", nullptr}, {"user", nullptr}}, "");
    output::complain("cardea: invalid: this is no live session");
    return no;
  }
  boost::json::object json{{"session", to_json(found->session, p.options)},
                           {"user", to_json(found->user, p.options)}};
  auto human = "valid: user " + printable(found->user.id) + ", " + for_people(found->session, p.options);
  if (found->session.fresh) human += ", renewed";
  if (found->token != token) {
    json.emplace("token", found->token);
    human += "; from now on its token is " + printable(found->token);
  }
  p.out.answer(json, human + "\n");
  return yes;
}

status list(program& p, const arguments& given) {
  auto auth = open_auth(p.options);
  const auto sessions = auth.list_sessions(given.user);
  if (sessions.empty()) require_user(auth, given.user);
  boost::json::array all;
  std::string human;
  for (const auto& session : sessions) {
    all.push_back(to_json(session, p.options));
    human += printable(session.id) + " " + for_people(session, p.options) + "\n";
  }
  p.out.answer({{"sessions", std::move(all)}}, human);
  return yes;
}

status revoke(program& p, const arguments& given) {
  const auto token = read_secret(given.token, given.from_input, "a token or an id");
  auto auth = open_auth(p.options);
  return answer_deleted(p, auth.revoke(token) ? 1 : 0, true, "session");
}

status revoke_all(program& p, const arguments& given) {
  auto auth = open_auth(p.options);
  return answer_deleted(p, auth.revoke_all(given.user), false, "session");
}

/// Where a server's tables are swept too, what nobody needs any more is counted by itself.
status prune(program& p, const arguments& given) {
  auto db = open_store(p.options, opening::existing);
  const auto service = std::move(db.service);
  auto auth = auth_on(p.options, std::move(db.store));
  constexpr std::int64_t slice = 1000;
  auto last = auth.prune(slice);
  auto deleted = last;
  while (last == slice) {
    p.out.progress("deleted " + std::to_string(deleted));
    last = auth.prune(slice);
    deleted += last;
  }
  p.out.progress({});
  if (!given.service) return answer_deleted(p, deleted, false, "session");
  const auto now = system_time().now();
  const auto also = sweep(*service, now);
  p.out.answer({{"deleted", deleted}, {"limits", also.limits}, {"tokens", also.one_times}},
               "deleted " + std::to_string(deleted) + " sessions, " + std::to_string(also.limits) +
                   " limits, " + std::to_string(also.one_times) + " tokens\n");
  return yes;
}

}  // namespace

void add_session(command root) {
  const auto group =
      root.add_group("session", "Sessions: create, validate, list, revoke, revoke-all, prune.");
  if (!group.is_mentioned()) return;
  const auto user = [](command app, arguments& given) {
    app.add_option("USER", given.user, "the user's id").required();
  };
  const auto token = [](command app, arguments& given, const char* name) {
    app.add_option(name, given.token, "on the command line others may read it: prefer --stdin");
    app.add_flag("--stdin", given.from_input, "it is on standard input");
  };

  auto given = std::make_shared<arguments>();
  auto app = group.add("create", "Begin a session; prints the token.",
                       "cardea session create 7f3k2m9x0q1w8zeh --attr country=fr");
  user(app, *given);
  app.add_option("--id", given->id, "an id of your own").type_name("ID");
  app.add_option("--attr", given->attr, "name=value; an empty value is NULL where the column is no string")
      .type_name("NAME=VALUE");
  app.set_run(given, create);

  given = std::make_shared<arguments>();
  app = group.add("validate",
                  "Exit 0 and show session and user if the token is a live session's, which is renewed where "
                  "that is due.",
                  "cardea session validate --stdin < token");
  token(app, *given, "TOKEN");
  app.set_run(given, validate);

  given = std::make_shared<arguments>();
  app = group.add("list", "Show a user's live sessions.", "cardea session list 7f3k2m9x0q1w8zeh");
  user(app, *given);
  app.set_run(given, list);

  given = std::make_shared<arguments>();
  app = group.add("revoke", "End one session, by its token or its id.",
                  "cardea session revoke --stdin < token");
  token(app, *given, "TOKEN-OR-ID");
  app.set_run(given, revoke);

  given = std::make_shared<arguments>();
  app = group.add("revoke-all", "End every session of a user.", "cardea session revoke-all 7f3k2m9x0q1w8zeh");
  user(app, *given);
  app.set_run(given, revoke_all);

  given = std::make_shared<arguments>();
  app = group.add("prune", "Delete the rows of sessions that are over, 1000 at a time.",
                  "cardea session prune");
  app.add_flag("--service", given->service, "a server's limits and one-time tokens that are over too");
  app.set_run(given, prune);
}

}  // namespace cardea::cli
