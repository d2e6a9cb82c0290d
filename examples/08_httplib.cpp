// SPDX-License-Identifier: MIT
// usage: 08_httplib [PORT [IDLE]]: the notes behind cpp-httplib, which has a thread for each connection, so
// that what blocks may block.
#include <cardea/http/httplib.hpp>
#include <cardea/time.hpp>

#include <httplib.h>

#include <csignal>
#include <thread>

#include "notes.hpp"

int main(int argc, char** argv) {
  notes app{"notes.db", argc > 2 ? cardea::parse_duration(argv[2]).value() : cardea::duration{}};

  httplib::Server server;
  server.set_payload_max_length(64 * 1024);
  const auto handle = [&](const httplib::Request& theirs, httplib::Response& out) {
    const cardea::http::httplib_request incoming{theirs};
    cardea::http::to_httplib(app.handle(incoming), out);
  };
  server.Get(".*", handle).Post(".*", handle).Put(".*", handle).Delete(".*", handle);

  // Blocked before any thread begins, so that one alone waits for it.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::thread stopper{[&] {
    int which = 0;
    sigwait(&ends, &which);
    server.stop();
  }};

  const int wanted = argc > 1 ? std::stoi(argv[1]) : 8080;
  const int port = wanted == 0 ? server.bind_to_any_port("127.0.0.1") : wanted;
  if (port < 0 || (wanted != 0 && !server.bind_to_port("127.0.0.1", wanted))) return 1;
  std::cout << "http://127.0.0.1:" << port << std::endl;
  server.listen_after_bind();
  stopper.join();
}
