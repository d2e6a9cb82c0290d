// SPDX-License-Identifier: MIT
#pragma once
#include <boost/json/object.hpp>
#include <kainjow/mustache.hpp>

namespace cardea::pages {

/// The model as the templates see it: null, false, "", [] and {} are nothing. Beside what it holds there are
///   problems     [{field, text}], from errors, for the summary at the top; wrong: whether there is error or
///   one fields       each with typed and problem, from values and errors sessions     each with device, from
///   userAgent: "Firefox on Linux" returnQuery  "?return=...", from returnTo, for links
[[nodiscard]] kainjow::mustache::data template_data(const boost::json::object& model);

}  // namespace cardea::pages
