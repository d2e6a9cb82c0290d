// SPDX-License-Identifier: MIT
#include "api.hpp"
#include "routes.hpp"

#include <boost/json/array.hpp>
#include <cardea/http/form.hpp>

namespace cardea::service {

http::response api_sessions(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    boost::json::array all;
    for (const auto& one : own_sessions(of, who))
      all.push_back(session_json(of.house, one.session, one.handle, one.is_current));
    return json_response(200, {{"sessions", std::move(all)}});
  });
}

http::response api_end_session(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    const auto ended = end_session(of, who, of.parameter);
    return ended ? http::response{.status = 204} : problem_of(ended.no());
  });
}

http::response api_end_sessions(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    const auto query = http::form::parse(of.incoming.query());
    if (!query) return problem_of({.why = reason::malformed});
    const auto ended = query->only("all") == "true" ? end_all_sessions(of, who) : end_other_sessions(of, who);
    return json_response(200, {{"ended", ended}});
  });
}

}  // namespace cardea::service
