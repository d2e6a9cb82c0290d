// SPDX-License-Identifier: MIT
#include "model.hpp"

#include <boost/json/serialize.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "device.hpp"

namespace cardea::pages {
namespace {

namespace json = boost::json;
using kainjow::mustache::data;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

data text(const std::string& value) { return value.empty() ? data{false} : data{value}; }

data from(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return data{false};
    case json::kind::bool_:
      return data{value.get_bool()};
    case json::kind::string:
      return text(std::string{view(value.get_string())});
    case json::kind::array: {
      data list{data::type::list};
      for (const auto& each : value.get_array()) list << from(each);
      return list;
    }
    case json::kind::object: {
      if (value.get_object().empty()) return data{false};
      data members{data::type::object};
      for (const auto& [name, each] : value.get_object()) members[std::string{name}] = from(each);
      return members;
    }
    default:
      return data{json::serialize(value)};
  }
}

const json::object* object_in(const json::object& model, std::string_view name) {
  const auto* found = model.if_contains(name);
  return found ? found->if_object() : nullptr;
}

const json::array* list_in(const json::object& model, std::string_view name) {
  const auto* found = model.if_contains(name);
  return found ? found->if_array() : nullptr;
}

/// "": there is none.
std::string text_in(const json::object* model, std::string_view name) {
  const auto* found = model ? model->if_contains(name) : nullptr;
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string{view(*text)} : std::string{};
}

data problems(const json::object& errors) {
  data list{data::type::list};
  for (const auto& [field, sentence] : errors) {
    data one{data::type::object};
    one["field"] = data{std::string{field}};
    one["text"] = from(sentence);
    list << one;
  }
  return list;
}

data fields(const json::object& model, const json::array& described) {
  const auto* errors = object_in(model, "errors");
  const auto* values = object_in(model, "values");
  data list{data::type::list};
  for (const auto& each : described) {
    data one = from(each);
    if (const auto* field = each.if_object()) {
      const auto name = text_in(field, "name");
      one["typed"] = text(text_in(values, name));
      one["problem"] = text(text_in(errors, name));
    }
    list << one;
  }
  return list;
}

data sessions(const json::array& described) {
  data list{data::type::list};
  for (const auto& each : described) {
    data one = from(each);
    if (const auto* session = each.if_object())
      one["device"] = text(device_of(text_in(session, "userAgent")));
    list << one;
  }
  return list;
}

}  // namespace

data template_data(const json::object& model) {
  data all{data::type::object};
  for (const auto& [name, value] : model) all[std::string{name}] = from(value);
  const auto* errors = object_in(model, "errors");
  if (errors) all["problems"] = problems(*errors);
  all["wrong"] = data{(errors && !errors->empty()) || !text_in(&model, "error").empty()};
  if (const auto* described = list_in(model, "fields")) all["fields"] = fields(model, *described);
  if (const auto* described = list_in(model, "sessions")) all["sessions"] = sessions(*described);
  const auto* user = object_in(model, "user");
  all["sameEmail"] = data{user && text_in(user, "email") == text_in(user, "identifier")};
  if (const auto to = text_in(&model, "returnTo"); !to.empty())
    all["returnQuery"] = data{"?return=" + boost::urls::encode(to, boost::urls::unreserved_chars)};
  return all;
}

}  // namespace cardea::pages
