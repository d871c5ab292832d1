#pragma once
// Numbers and tables as text: NumPy's savetxt.

#include <span>
#include <string>
#include <vector>

#include "kernels/io/stream.h"
#include "kernels/io/text_table.h"

namespace perilune::io {

struct SavetxtOptions {
  // One for all columns, or one for each, or (alone) one text with a format for each value of a row. A complex column
  // has two values, and its single format is used as " (%s+%sj)".
  std::vector<std::string> fmt = {"%.18e"};
  std::string delimiter = " ", newline = "\n";
  std::string header, footer;  // each of their lines starts with `comments`
  std::string comments = "# ";
};

// X has one axis (a column) or two. Rows are formatted by all threads; the text does not depend on them.
void savetxt(Context& ctx, ByteSink& sink, const View& x, const SavetxtOptions& options);
// Packed by gzip when the name ends in .gz. The old file stays until the new one is complete.
void savetxt(Context& ctx, const std::string& path, const View& x, const SavetxtOptions& options);
// The same for columns of several types, text (by %s) among them. Arrays must have one axis and one length.
void savetxt(Context& ctx, ByteSink& sink, std::span<const Column> columns, const SavetxtOptions& options);
void savetxt(Context& ctx, const std::string& path, std::span<const Column> columns, const SavetxtOptions& options);

}  // namespace perilune::io
