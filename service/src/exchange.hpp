// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"
#include "refusal.hpp"

#include <cardea/http/client.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cardea::service {

/// What a look-up said.
struct finding_of_who {
  std::optional<http::basic_identity> who{};  ///< absent: nobody
  std::optional<error> failure{};             ///< the database's; then `who` says nothing
};

/// One request on its way through an operation.
class exchange {
 public:
  exchange(context& on, const http::request& what, std::string_view target, std::string_view name,
           std::string_view in_path)
      : house{on}, incoming{what}, path{target}, route{name}, parameter{in_path}, now{on.auth.now()} {}
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;

  context& house;
  const http::request& incoming;
  const std::string_view path;       ///< without the prefix and the query
  const std::string_view route;      ///< as in the table
  const std::string_view parameter;  ///< what stands for "{handle}"
  const timestamp now;
  bool keeps_cookies = true;  ///< false: a client that wants its token in the body and gets no cookie

  [[nodiscard]] const http::client& client();
  /// What limits count by.
  [[nodiscard]] const std::string& network();

  /// Who asks; the database is asked once. Throws what it throws.
  [[nodiscard]] const std::optional<http::basic_identity>& who();
  /// It was asked already, together with others.
  void know(finding_of_who&& found) {
    is_known_ = true;
    who_ = std::move(found.who);
    failure_ = std::move(found.failure);
  }
  /// After the session that was shown has ended, so that its cookie goes too.
  void forget() {
    is_known_ = true;
    who_.reset();
    failure_.reset();
  }

  void note(happening kind, std::string_view user_id = {}, std::string_view detail = {});
  /// Takes one attempt. False: it is one too many, which is noted.
  [[nodiscard]] bool take(std::string_view what, std::string_view of, const rate& limit);
  /// The same for limits of which the client is told. Absent: go on.
  [[nodiscard]] std::optional<refusal> limited(std::string_view what, std::string_view of, const rate& limit);

 private:
  std::optional<http::client> client_{};
  std::optional<std::string> network_{};
  bool is_known_ = false;
  std::optional<http::basic_identity> who_{};
  std::optional<error> failure_{};
};

}  // namespace cardea::service
