// SPDX-License-Identifier: MIT
#include "endpoint.hpp"

#include <cardea/error.hpp>
#include <cardea/server/options.hpp>

#include <sys/stat.h>
#include <unistd.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <charconv>
#include <cstring>

namespace cardea::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::string_view unix_prefix = "unix:";
constexpr mode_t group_may_connect = 0660;

[[noreturn]] void refuse(const std::string& address, const std::string& why,
                         errc code = errc::invalid_argument) {
  throw error{code, "cannot listen at " + address + ": " + why};
}

void check(const std::string& address, const error_code& failed) {
  if (failed) refuse(address, failed.message(), errc::unavailable);
}

asio::ip::tcp::endpoint read_ip(const std::string& text) {
  const auto colon = text.rfind(':');
  std::uint16_t port = 0;
  const auto* const begin = text.data() + (colon == std::string::npos ? text.size() : colon + 1);
  const auto* const end = text.data() + text.size();
  const auto parsed = std::from_chars(begin, end, port);
  if (begin == end || parsed.ec != std::errc{} || parsed.ptr != end)
    refuse(text, "ADDRESS:PORT is wanted, such as 127.0.0.1:8080 or [::1]:8080, or unix:PATH");
  auto host = text.substr(0, colon);
  const bool is_v6 = host.starts_with('[') && host.ends_with(']');
  if (is_v6) host = host.substr(1, host.size() - 2);
  error_code failed;
  const auto address = asio::ip::make_address(host, failed);
  if (failed || address.is_v6() != is_v6)
    refuse(text, "\"" + host + "\" is no IP address; [::1] has brackets");
  return {address, port};
}

/// A socket that a server left behind where it died is nobody's; one that answers is somebody's.
void remove_stale(asio::io_context& context, const std::string& path, const std::string& address) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0) return;
  if (!S_ISSOCK(found.st_mode)) refuse(address, "there is a file of that name, and it is no socket");
  asio::local::stream_protocol::socket probe{context};
  error_code failed;
  probe.connect(asio::local::stream_protocol::endpoint{path}, failed);
  if (failed != asio::error::connection_refused) refuse(address, "somebody listens there", errc::unavailable);
  unlink(path.c_str());
}

std::string read_path(const std::string& address) {
  auto path = address.substr(unix_prefix.size());
  if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
    refuse(address, "that is no path for a socket");
  return path;
}

}  // namespace

void check_address(const std::string& address) {
  if (address.starts_with(unix_prefix))
    static_cast<void>(read_path(address));
  else
    static_cast<void>(read_ip(address));
}

endpoint::endpoint(asio::io_context& context, const std::string& address) : acceptor{context.get_executor()} {
  const bool is_unix = address.starts_with(unix_prefix);
  asio::generic::stream_protocol::endpoint at;
  error_code failed;
  if (is_unix) {
    const auto path = read_path(address);
    remove_stale(context, path, address);
    at = asio::local::stream_protocol::endpoint{path};
    path_ = path;
  } else {
    at = read_ip(address);
  }
  acceptor.open(at.protocol(), failed);
  check(address, failed);
  if (!is_unix) {
    acceptor.set_option(asio::socket_base::reuse_address{true}, failed);
    // Connections inherit it.
    acceptor.set_option(asio::ip::tcp::no_delay{true}, failed);
  }
  acceptor.bind(at, failed);
  if (failed) path_.clear();
  check(address, failed);
  if (is_unix && chmod(path_.c_str(), group_may_connect) != 0) refuse(address, "its mode cannot be set");
  acceptor.listen(asio::socket_base::max_listen_connections, failed);
  check(address, failed);
}

endpoint::~endpoint() {
  if (!path_.empty()) unlink(path_.c_str());
}

std::string endpoint::name() const {
  if (!path_.empty()) return std::string{unix_prefix} + path_;
  error_code failed;
  const auto at = acceptor.local_endpoint(failed);
  asio::ip::tcp::endpoint ip{at.protocol().family() == AF_INET ? asio::ip::tcp::v4() : asio::ip::tcp::v6(),
                             0};
  std::memcpy(ip.data(), at.data(), std::min<std::size_t>(at.size(), ip.capacity()));
  const auto host = ip.address().to_string();
  return (ip.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(ip.port());
}

}  // namespace cardea::server
