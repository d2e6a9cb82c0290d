// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/survey.hpp>

#include <boost/json/object.hpp>

#include <string>

namespace cardea::cli {

/// What the tables are, in whole lines for people: the database, whose marks they bear, each of them with its
/// rows and columns, how moments stand in them.
[[nodiscard]] std::string as_text(const interop::survey& of, const sql::dialect& dialect);
/// "use: --layout ..."; where a name holds what only a file can say, the file.
[[nodiscard]] std::string use_of(const interop::recognised& what, const sql::dialect& dialect);

/// Both for programs: {"layout","version","madeBy","tables","times","arguments","toml","remarks"}, or the
/// reason why there is nothing: {"layout":null,"version","reason"}.
[[nodiscard]] boost::json::object as_json(const interop::survey& of, const sql::dialect& dialect);

/// "error: ...", "warning: ..." or "note: ...", a line each.
[[nodiscard]] std::string as_text(const std::vector<finding>& all);
[[nodiscard]] boost::json::array as_json(const std::vector<finding>& all);

}  // namespace cardea::cli
