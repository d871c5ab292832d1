// Windows.

#include "stdlib/signal/windows.h"

#include "stdlib/signal/module.h"

namespace perilune {

bool described_window(const Item& item, signal::WindowKind& kind, std::vector<double>& parameters) {
  std::string name;
  if (item.kind() == Item::Kind::text) {
    name = item.text();
  } else if (item.kind() == Item::Kind::list) {
    const std::vector<Item> parts = item.items();
    if (parts.empty() || parts[0].kind() != Item::Kind::text) return false;
    name = parts[0].text();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      // exponential has a centre in front of tau, which must be left to the middle.
      if (parts[i].kind() == Item::Kind::nil) continue;
      parameters.push_back(parts[i].number());
    }
  } else {
    return false;
  }
  const signal::WindowName* found = signal::find_window(name);
  if (!found) item.refuse(std::string("must be ") + signal::window_names);
  kind = found->kind;
  const bool takes = kind == signal::WindowKind::gaussian || kind == signal::WindowKind::kaiser ||
                     kind == signal::WindowKind::tukey || kind == signal::WindowKind::general_hamming ||
                     kind == signal::WindowKind::exponential;
  const auto given = static_cast<int>(parameters.size());
  if (given < found->parameters) item.refuse(std::string("must be a list of '") + found->name + "' and its parameter");
  if (given > (takes ? 1 : 0)) item.refuse(std::string("must have no further parameter for '") + found->name + "'");
  return true;
}

namespace {

constexpr Arg get_window_args[] = {
    in("window", Type::any, "A window by name, by name and parameter, or beta of a kaiser window.").called("name"),
    in("Nx", Type::integer, "How many points.").at_least(0),
    optional("fftbins", Type::boolean, true, "Whether it is to repeat with period Nx; without it both ends are alike."),
    out("w", Type::vector, "The window, 1 at its highest.").shaped("Nx"),
};

void call_get_window(Call& call) {
  const Item item = call.item("window");
  signal::WindowKind kind;
  std::vector<double> parameters;
  if (item.kind() == Item::Kind::number) {
    kind = signal::WindowKind::kaiser;
    parameters = {item.number()};
  } else if (!described_window(item, kind, parameters)) {
    item.refuse("must be a name, a list of a name and its parameter, or a number");
  }
  call.give(signal::window(call.ctx, kind, call.integer("Nx"), !call.flag("fftbins"), parameters));
}

constexpr Function rows[] = {
    Function{"get_window", "A window by its name.", get_window_args,
             "Windows that fade a stretch of a signal out at its ends.",
             R"(print(signal.get_window("hann", 4))  --> [0.  0.5 1.  0.5]
                print(signal.get_window({"tukey", 0.5}, 5, false))  --> [0. 1. 1. 1. 0.])",
             call_get_window}
        .raises("the window is unknown, its parameter is missing or too many")
        .from(
            "F. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proc. IEEE 66 "
            "(1978)"),
};

}  // namespace

Rows signal_windows_rows() { return rows; }

}  // namespace perilune
