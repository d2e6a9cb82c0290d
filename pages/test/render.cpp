// SPDX-License-Identifier: MIT
#include <cardea/pages/pages.hpp>

#include <boost/json.hpp>

#include <iostream>
#include <iterator>

int main(int argc, char** argv) try {
  const std::string name = argc > 1 ? argv[1] : "";
  const cardea::pages::pages all{{.folder = argc > 2 ? argv[2] : ""}};
  if (name == "style.css") {
    std::cout << all.style();
    return 0;
  }
  const std::string model{std::istreambuf_iterator<char>{std::cin}, {}};
  std::cout << all.render(name, boost::json::parse(model).as_object());
  return 0;
} catch (const std::exception& broken) {
  std::cerr << broken.what() << '\n';
  return 1;
}
