// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <gmock/gmock.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

namespace cardea::server::test {
namespace {

using ::testing::HasSubstr;

template <auto Free>
struct freed_by {
  template <class T>
  void operator()(T* one) const {
    Free(one);
  }
};

/// A TLS connection that trusts anyone, and says whose certificate it saw.
class tls_client {
 public:
  explicit tls_client(client at, int version = TLS1_3_VERSION) : at_{std::move(at)} {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), version);
    SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), at_.descriptor());
    is_connected = SSL_connect(ssl_.get()) == 1;
  }
  [[nodiscard]] std::string subject() const {
    const std::unique_ptr<X509, freed_by<X509_free>> seen{SSL_get1_peer_certificate(ssl_.get())};
    char name[256] = "";
    if (seen) X509_NAME_get_text_by_NID(X509_get_subject_name(seen.get()), NID_commonName, name, sizeof name);
    return name;
  }
  [[nodiscard]] std::string ask(const std::string& text) const {
    SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
    std::string all;
    char bytes[4096];
    for (int count; (count = SSL_read(ssl_.get(), bytes, sizeof bytes)) > 0;)
      all.append(bytes, static_cast<std::size_t>(count));
    was_ended_well = SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN;
    return all;
  }

  bool is_connected = false;
  mutable bool was_ended_well = false;

 private:
  client at_;
  std::unique_ptr<SSL_CTX, freed_by<SSL_CTX_free>> context_{};
  std::unique_ptr<SSL, freed_by<SSL_free>> ssl_{};
};

class Tls : public Served {
 protected:
  Tls() {
    auto name = (std::filesystem::temp_directory_path() / "cardea-tls-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    certify("first");
    how.listeners = {
        {.address = "127.0.0.1:0", .tls = tls_files{.certificate = file("c.pem"), .key = file("k.pem")}}};
  }
  ~Tls() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string file(const char* name) const { return (folder_ / name).string(); }
  void certify(const std::string& name) const {
    const auto line =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
        " -keyout " + file("k.pem") + " -out " + file("c.pem") + " 2>/dev/null";
    ASSERT_EQ(std::system(line.c_str()), 0) << "openssl is wanted";
  }
  std::filesystem::path folder_;
};

const std::string last = request("GET /echo HTTP/1.1", "Connection: close\r\n");

TEST_F(Tls, ARequestIsAnswered) {
  const tls_client one{connect()};
  ASSERT_TRUE(one.is_connected);
  EXPECT_THAT(one.ask(last), HasSubstr("GET /echo 127.0.0.1 secure\n"));
  EXPECT_TRUE(one.was_ended_well) << "an answer that is cut off cannot be told from a whole one";
}

TEST_F(Tls, VersionsBefore12AreRefused) {
  EXPECT_TRUE(tls_client(connect(), TLS1_2_VERSION).is_connected);
  EXPECT_FALSE(tls_client(connect(), TLS1_1_VERSION).is_connected);
}

TEST_F(Tls, ARequestWithoutItIsNotAnswered) {
  EXPECT_EQ(status_of(connect().ask(request("GET /none HTTP/1.1"))), 0);
  EXPECT_EQ(application.handled, 0);
}

TEST_F(Tls, AHandshakeThatDoesNotEndIsClosed) {
  how.limits.head_time = std::chrono::milliseconds{100};
  EXPECT_TRUE(connect().is_closed());
}

TEST_F(Tls, NewFilesAreReadAndThoseInUseStayWhereTheyAreWrong) {
  EXPECT_EQ(tls_client{connect()}.subject(), "first");
  certify("second");
  EXPECT_EQ(tls_client{connect()}.subject(), "first");
  running->reload();
  EXPECT_TRUE(eventually([&] { return tls_client{connect()}.subject() == "second"; }));
  std::filesystem::resize_file(file("k.pem"), 10);
  running->reload();
  EXPECT_EQ(status_of(tls_client{connect()}.ask(last)), 200);
  EXPECT_EQ(tls_client{connect()}.subject(), "second");
}

TEST_F(Tls, FilesThatCannotBeUsedAreRefusedAtTheStart) {
  how.listeners.front().tls->key = file("none.pem");
  EXPECT_ANY_THROW((server{application, how}));
  how.listeners.front().tls->key = file("other.pem");
  std::filesystem::copy(file("k.pem"), file("other.pem"));
  certify("another");
  try {
    server{application, how};
    FAIL() << "a key that is not the certificate's";
  } catch (const std::exception& e) {
    EXPECT_THAT(e.what(), HasSubstr("other.pem"));
  }
}

}  // namespace
}  // namespace cardea::server::test
