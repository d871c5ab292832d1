#pragma once
// What the tests of tables in text share.

#include "kernels/io/deflate.h"
#include "kernels/io/file.h"
#include "kernels/io/text_table.h"
#include "tests/kernels/io/files.h"

namespace perilune::test::text {

using namespace perilune::io;

inline Table read(Context& ctx, const std::string& text, const TextOptions& options) {
  MemorySource source(text, "");
  return read_table(ctx, source, options);
}

template <class F>
TextOptions loadtxt(F&& configure) {
  TextOptions options = TextOptions::loadtxt();
  configure(options);
  return options;
}
template <class F>
TextOptions genfromtxt(F&& configure) {
  TextOptions options = TextOptions::genfromtxt();
  configure(options);
  return options;
}
inline TextOptions commas() {
  return loadtxt([](TextOptions& o) { o.delimiter = ","; });
}

inline std::string error_of(const std::string& text, const TextOptions& options) {
  TestContext ctx;
  try {
    read(ctx, text, options);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

inline std::vector<double> numbers(const Array& a) {
  std::vector<double> out;
  const Array& m = a;
  for (std::int64_t i = 0; i < (m.ndim() > 1 ? m.shape()[0] : m.size()); ++i)
    for (std::int64_t j = 0; j < (m.ndim() > 1 ? m.shape()[1] : 1); ++j)
      out.push_back(load(m.dtype(), m.data() + i * m.strides()[0] + (m.ndim() > 1 ? j * m.strides()[1] : 0)).real());
  return out;
}
inline std::vector<double> matrix(Context& ctx, const std::string& text, const TextOptions& options) {
  const Table table = read(ctx, text, options);
  REQUIRE(table.matrix);
  return numbers(*table.matrix);
}
inline std::vector<std::string> strings(const Column& column) {
  const auto& text = std::get<TextColumn>(column);
  std::vector<std::string> out;
  for (std::int64_t i = 0; i < text.size(); ++i) out.emplace_back(text[i]);
  return out;
}

inline std::string gzip(Context& ctx, const std::string& text) {
  MemorySink sink(ctx);
  DeflateSink deflate(ctx, sink, Packing::gzip);
  deflate.write(text);
  deflate.finish();
  return std::string(sink.text());
}

using Vector = std::vector<double>;

}  // namespace perilune::test::text
