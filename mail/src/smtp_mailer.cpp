// SPDX-License-Identifier: MIT
#include <cardea/mail/smtp_mailer.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include "checked.hpp"

namespace cardea::mail {
namespace {

struct easy_closer {
  void operator()(CURL* one) const noexcept { curl_easy_cleanup(one); }
};
struct url_closer {
  void operator()(CURLU* one) const noexcept { curl_url_cleanup(one); }
};
struct list_closer {
  void operator()(curl_slist* one) const noexcept { curl_slist_free_all(one); }
};
struct text_closer {
  void operator()(char* one) const noexcept { curl_free(one); }
};

void start_curl() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!ready) throw error{errc::internal, "libcurl could not be started"};
}

/// Empty where the URL has none.
std::string part_of(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  return std::unique_ptr<char, text_closer>{text}.get();
}

/// Only what is written so: a name that leads here today may lead elsewhere tomorrow.
bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

/// Whether the connection of an smtp:// URL has to become encrypted.
bool needs_starttls(const smtp_options& options) {
  const std::unique_ptr<CURLU, url_closer> url{curl_url()};
  // What is wrong with it is not shown: it may hold a password by mistake.
  if (!url ||
      curl_url_set(url.get(), CURLUPART_URL, options.url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    throw error{errc::invalid_argument, "the mail server's URL is none: smtp://HOST:PORT is wanted"};
  const auto scheme = part_of(url.get(), CURLUPART_SCHEME), host = part_of(url.get(), CURLUPART_HOST);
  if ((scheme != "smtp" && scheme != "smtps") || host.empty())
    throw error{errc::invalid_argument, "the mail server's URL is smtp://HOST:PORT or smtps://HOST:PORT"};
  if (!part_of(url.get(), CURLUPART_USER).empty() || !part_of(url.get(), CURLUPART_PASSWORD).empty())
    throw error{errc::invalid_argument,
                "the mail server's URL holds a user or a password: they go elsewhere"};
  const bool is_near = is_this_machine(host);
  if (options.starttls == false && !is_near && scheme == "smtp")
    throw error{errc::invalid_argument,
                "mail leaves this machine encrypted: STARTTLS cannot be switched off"};
  return scheme == "smtp" && options.starttls.value_or(!is_near);
}

/// What is left to be read of a letter.
std::size_t read_some(char* to, std::size_t size, std::size_t count, void* from) noexcept {
  auto& rest = *static_cast<std::string_view*>(from);
  const auto taken = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

template <class Value>
void set(CURL* on, CURLoption option, Value value) {
  if (curl_easy_setopt(on, option, value) != CURLE_OK)
    throw error{errc::internal, "libcurl refuses an option"};
}

/// A server that says 5yz will say it again; all else may pass.
errc code_of(CURL* on, CURLcode why) {
  long answer = 0;
  curl_easy_getinfo(on, CURLINFO_RESPONSE_CODE, &answer);
  if (why == CURLE_LOGIN_DENIED) return errc::internal;
  const bool is_answer = why == CURLE_SEND_ERROR || why == CURLE_RECV_ERROR ||
                         why == CURLE_WEIRD_SERVER_REPLY || why == CURLE_UPLOAD_FAILED ||
                         why == CURLE_QUOTE_ERROR;
  return is_answer && answer >= 500 && answer < 600 ? errc::internal : errc::unavailable;
}

}  // namespace

smtp_mailer::smtp_mailer(smtp_options options) : options_{std::move(options)} {
  start_curl();
  detail::require_sender(options_.from);
  options_.starttls = needs_starttls(options_);
  if (options_.user.empty() != options_.password.empty())
    throw error{errc::invalid_argument,
                "a user of the mail server has a password, and none without the other"};
  for (const auto* text : {&options_.user, &options_.password, &options_.ca_file})
    if (text->find('\0') != std::string::npos)
      throw error{errc::invalid_argument, "an option of the mail server holds a NUL"};
  if (options_.connect_limit.count() <= 0 || options_.time_limit.count() <= 0)
    throw error{errc::invalid_argument, "the mail server is given no time"};
  if (!options_.clock) options_.clock = &system_time();
}

void smtp_mailer::send(const message& letter) {
  const auto text = to_rfc5322(letter, options_.from, options_.clock->now());
  const std::unique_ptr<CURL, easy_closer> owner{curl_easy_init()};
  const std::unique_ptr<curl_slist, list_closer> to{curl_slist_append(nullptr, letter.to.c_str())};
  auto* on = owner.get();
  if (!on || !to) throw std::bad_alloc{};
  std::string_view rest = text;
  std::array<char, CURL_ERROR_SIZE> said{};

  set(on, CURLOPT_ERRORBUFFER, said.data());
  set(on, CURLOPT_URL, options_.url.c_str());
  set(on, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(on, CURLOPT_PROXY, "");
  set(on, CURLOPT_NOSIGNAL, 1L);
  set(on, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_limit.count()));
  set(on, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.time_limit.count()));
  set(on, CURLOPT_USE_SSL, static_cast<long>(*options_.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  set(on, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) set(on, CURLOPT_CAINFO, options_.ca_file.c_str());
  if (!options_.user.empty()) {
    set(on, CURLOPT_USERNAME, options_.user.c_str());
    set(on, CURLOPT_PASSWORD, options_.password.c_str());
  }
  set(on, CURLOPT_MAIL_FROM, options_.from.address.c_str());
  set(on, CURLOPT_MAIL_RCPT, to.get());
  set(on, CURLOPT_UPLOAD, 1L);
  set(on, CURLOPT_READFUNCTION, &read_some);
  set(on, CURLOPT_READDATA, &rest);

  const auto why = curl_easy_perform(on);
  if (why == CURLE_OK) return;
  throw error{code_of(on, why),
              std::string{"the mail server: "} + (said[0] ? said.data() : curl_easy_strerror(why))};
}

}  // namespace cardea::mail
