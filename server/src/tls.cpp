// SPDX-License-Identifier: MIT
#include "tls.hpp"

#include <cardea/error.hpp>

namespace cardea::server {
namespace {

/// What came before AEAD is left out of TLS 1.2; those of 1.3 are all sound.
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

constexpr unsigned char http_1_1[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned offered_length, void*) {
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, length, http_1_1, sizeof http_1_1, offered, offered_length) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

[[noreturn]] void refuse(const std::string& file, const boost::system::error_code& why) {
  throw error{errc::unavailable, "TLS: " + file + ": " + why.message()};
}

}  // namespace

std::shared_ptr<boost::asio::ssl::context> open_tls(const tls_files& files) {
  using boost::asio::ssl::context;
  auto made = std::make_shared<context>(context::tls_server);
  auto* const native = made->native_handle();
  boost::system::error_code failed;
  made->set_options(context::default_workarounds | context::no_compression | SSL_OP_NO_RENEGOTIATION |
                        SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA,
                    failed);
  if (failed || SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(native, ciphers) != 1)
    throw error{errc::internal, "TLS: this OpenSSL does not take the settings"};
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  if (made->use_certificate_chain_file(files.certificate, failed)) refuse(files.certificate, failed);
  if (made->use_private_key_file(files.key, context::pem, failed)) refuse(files.key, failed);
  if (SSL_CTX_check_private_key(native) != 1)
    throw error{errc::unavailable, "TLS: the key in " + files.key + " is not that of " + files.certificate};
  return made;
}

}  // namespace cardea::server
