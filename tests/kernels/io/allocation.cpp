// Every allocation of the readers and writers made to fail, alone and with all later ones: a typed error, no leak, no
// file left behind, and the same call works afterwards.

#include <functional>

#include "kernels/io/npy.h"
#include "kernels/io/npz.h"
#include "kernels/io/savetxt.h"
#include "kernels/io/text_table.h"
#include "tests/kernels/io/files.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

struct Gate {
  std::int64_t seen = 0, fails = -1;
  bool later_too = false;
};

bool passes(void* data, std::size_t) {
  auto& gate = *static_cast<Gate*>(data);
  const std::int64_t n = gate.seen++;
  return gate.fails < 0 || (gate.later_too ? n < gate.fails : n != gate.fails);
}

}  // namespace

TEST_CASE("readers and writers survive the failure of any allocation") {
  TestContext ctx;
  TemporaryFolder folder;
  const Array a = Array::zeros(ctx, DType::float64, {50, 3});
  const Array view = a.with_layout(a.data(), {3, 25}, {8, 48});
  std::string text = "n,t\n";
  for (int i = 0; i < 300; ++i) text += std::to_string(i) + ",\"a \"\"quoted\"\" text\"\n";
  const std::string npy = folder.path("a.npy"), npz = folder.path("a.npz"), txt = folder.path("a.txt.gz");
  const std::vector<NamedView> named = {{"x", a}, {"y", view}};
  TextOptions mixed = TextOptions::genfromtxt();
  mixed.delimiter = ",";
  mixed.quotechar = '"';
  mixed.names_from = TextOptions::Names::header;
  mixed.detect = true;
  write_npy(ctx, npy, a);
  write_npz(ctx, npz, named, true);
  savetxt(ctx, txt, a, SavetxtOptions{});
  const std::size_t files = folder.names().size();

  const std::vector<std::function<void()>> operations = {
      [&] { write_npy(ctx, npy, view); },
      [&] { read_npy(ctx, npy); },
      [&] { map_npy(ctx, npy, MapMode::copy_on_write); },
      [&] { write_npz(ctx, npz, named, true); },
      [&] { read_npz(ctx, npz); },
      [&] { savetxt(ctx, txt, a, SavetxtOptions{}); },
      [&] { read_table(ctx, txt, {}); },
      [&] {
        MemorySource source(text);
        read_table(ctx, source, mixed);
      },
      [&] {
        PipeLike pipe(text, 50);
        read_table(ctx, pipe, mixed);
      },
  };
  Gate gate;
  ctx.memory.gate = passes;
  ctx.memory.gate_data = &gate;
  const std::size_t before = ctx.memory.used();
  for (std::size_t k = 0; k < operations.size(); ++k) {
    gate = {};
    operations[k]();
    const std::int64_t count = gate.seen;
    CHECK(count > 0);
    for (const bool later_too : {false, true})
      for (std::int64_t n = 0; n < count; ++n) {
        INFO("operation " << k << ", allocation " << n << (later_too ? " and later" : ""));
        gate = {0, n, later_too};
        CHECK_THROWS_AS(operations[k](), MemoryError);
        REQUIRE(ctx.memory.used() == before);
        REQUIRE(folder.names().size() == files);
      }
    gate = {};
    operations[k]();
  }
}
