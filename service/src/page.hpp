// SPDX-License-Identifier: MIT
#pragma once
#include "faces.hpp"

#include <boost/json/object.hpp>
#include <cardea/http/form.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cardea::service {

/// 303, to a path of this service.
[[nodiscard]] http::response see_other(const context& house, std::string_view path);
/// 303, to a place that was checked; to the account where it is empty.
[[nodiscard]] http::response see_return(const context& house, const std::string& place);
/// The same for somebody who has just signed in, with the cookies.
[[nodiscard]] http::response welcome(const context& house, const signed_in& begun, const std::string& place);

/// Where somebody wants to go afterwards: a path of this origin, or a place at one of the configured origins.
/// Empty: nowhere, or nowhere that they may be sent to.
[[nodiscard]] std::string checked_return(const context& house, std::string_view wanted);

/// The fields of a form, or of a query. What is missing, or there twice, is empty.
class fields {
 public:
  [[nodiscard]] static fields of_body(const exchange& of);
  [[nodiscard]] static fields of_query(const exchange& of);
  [[nodiscard]] std::string_view at(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return !at(name).empty(); }
  /// Those whose name begins with "attr.", without it.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributes() const;
  /// For the model, so that nothing has to be typed again. Never one that holds a password.
  [[nodiscard]] boost::json::object typed() const;

 private:
  explicit fields(std::optional<http::form> held) : held_{std::move(held)} {}
  std::optional<http::form> held_;
};

/// Adds what `no` says to a model: "error" for the whole, "errors" for fields.
void add_refusal(boost::json::object& model, const refusal& no);
/// A page that says no: its own status, Retry-After.
[[nodiscard]] http::response refused_page(const context& house, std::string_view name, std::string_view title,
                                          boost::json::object model, const refusal& no);

/// A page with nothing but a heading, a sentence and a link.
[[nodiscard]] http::response message_of(const context& house, int status, std::string_view heading,
                                        std::string_view text, std::string_view link_path = {},
                                        std::string_view link_text = {});

/// The sentence of a notice that a redirect brought along in the query, by its name; empty: none.
[[nodiscard]] std::string_view notice_of(std::string_view name) noexcept;

}  // namespace cardea::service
