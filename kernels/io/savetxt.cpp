#include "kernels/io/savetxt.h"

#include <algorithm>
#include <cstring>

#include "kernels/core/parallel.h"
#include "kernels/io/deflate.h"
#include "kernels/io/file.h"
#include "kernels/io/quote.h"
#include "kernels/io/text_format.h"

namespace perilune::io {

namespace {

// A column of cells.
struct Source {
  const std::byte* data = nullptr;
  std::int64_t stride = 0;
  DType dtype = DType::float64;
  const TextColumn* text = nullptr;

  const DType* type() const { return text ? nullptr : &dtype; }
  std::size_t values() const { return !text && is_complex(dtype) ? 2 : 1; }
};

// Either the columns of a matrix or a list of columns.
struct Cells {
  View matrix;
  std::vector<Source> listed;
  std::int64_t rows = 0, columns = 0;

  Source column(std::int64_t j) const {
    if (!listed.empty()) return listed[static_cast<std::size_t>(j)];
    return {matrix.data + (matrix.ndim == 2 ? j * matrix.strides[1] : 0), matrix.strides[0], matrix.dtype};
  }
};

class TextWriter {
 public:
  TextWriter(Context& ctx, Cells cells, const SavetxtOptions& options)
      : ctx_(ctx), cells_(std::move(cells)), options_(options), delimiter_(options.delimiter) {
    make_formats();
    // All columns of a matrix are alike.
    const std::int64_t kinds =
        cells_.listed.empty() && formats_.empty() ? std::min<std::int64_t>(cells_.columns, 1) : cells_.columns;
    for (std::int64_t j = 0; j < kinds; ++j) check_column(j);
  }

  void run(ByteSink& sink) {
    write_comment(sink, options_.header);
    // Pieces of about half a megabyte, side by side, of whole rows unless these are long. Their buffers are made here:
    // workers do not allocate.
    const std::int64_t total = cells_.rows * cells_.columns;
    std::int64_t each = std::clamp<std::int64_t>((1 << 19) / static_cast<std::int64_t>(longest_cell_), 1, 1 << 16);
    if (cells_.columns > 0 && each > cells_.columns) each -= each % cells_.columns;
    const std::int64_t side_by_side =
        std::clamp<std::int64_t>((total + each - 1) / each, 1, std::clamp(ctx_.threads, 1, 16));
    std::vector<CountedVector<char>> buffers;
    for (std::int64_t i = 0; i < side_by_side; ++i)
      buffers.push_back(ctx_.vector<char>(static_cast<std::size_t>(std::min(each, total)) * longest_cell_));
    std::vector<std::size_t> sizes(buffers.size());
    for (std::int64_t done = 0; done < total;) {
      const std::int64_t pieces = std::min(side_by_side, (total - done + each - 1) / each);
      parallel_for(ctx_, pieces, 1, [&](std::int64_t i, std::int64_t) {
        const std::int64_t first = done + i * each;
        const auto k = static_cast<std::size_t>(i);
        sizes[k] = write_cells(buffers[k].data(), first, std::min(first + each, total));
      });
      for (std::size_t k = 0; k < static_cast<std::size_t>(pieces); ++k) sink.write(buffers[k].data(), sizes[k]);
      done += pieces * each;
    }
    for (std::int64_t i = 0; cells_.columns == 0 && i < cells_.rows; ++i) {
      if ((i & 1023) == 0) ctx_.poll();
      sink.write(options_.newline);
    }
    write_comment(sink, options_.footer);
  }

 private:
  // One format for all columns (and its pair for complex ones), or one for each column.
  void make_formats() {
    const std::vector<std::string>& fmt = options_.fmt;
    if (fmt.size() != 1 && static_cast<std::int64_t>(fmt.size()) != cells_.columns)
      throw ValueError(format("fmt must have one format, or one for each of %lld columns, got %zu",
                              static_cast<long long>(cells_.columns), fmt.size()));
    if (fmt.size() == 1) {
      single_ = parse_format(fmt[0]);
      if (single_.conversions.size() == 1) {
        pair_.conversions = {single_.conversions[0], single_.conversions[0]};
        pair_.conversions[0].before = " (" + single_.conversions[0].before;
        pair_.conversions[1].before = single_.after + "+" + single_.conversions[0].before;
        pair_.after = single_.after + "j)";
        return;
      }
      split_row();
      return;
    }
    for (std::int64_t j = 0; j < cells_.columns; ++j) {
      formats_.push_back(parse_format(fmt[static_cast<std::size_t>(j)]));
      const std::size_t wanted = cells_.column(j).values();
      if (formats_.back().conversions.size() != wanted)
        throw ValueError(format("fmt must have %s in the text for column %lld, got %s",
                                wanted == 1 ? "one format" : "two formats (real and imaginary part)",
                                static_cast<long long>(j + 1), quote(fmt[static_cast<std::size_t>(j)]).c_str()));
    }
  }

  // A text with a format for each value of a row.
  void split_row() {
    std::size_t values = 0, taken = 0;
    for (std::int64_t j = 0; j < cells_.columns; ++j) values += cells_.column(j).values();
    if (single_.conversions.size() != values)
      throw ValueError(format("fmt must have one format, or one for each of the %zu values of a row, got %zu in %s",
                              values, single_.conversions.size(), quote(options_.fmt[0]).c_str()));
    for (std::int64_t j = 0; j < cells_.columns; ++j) {
      formats_.emplace_back();
      for (std::size_t k = cells_.column(j).values(); k-- > 0; ++taken)
        formats_.back().conversions.push_back(single_.conversions[taken]);
    }
    if (!formats_.empty()) formats_.back().after = single_.after;
    delimiter_.clear();
  }

  const Format& format_of(std::int64_t j, const Source& column) const {
    if (!formats_.empty()) return formats_[static_cast<std::size_t>(j)];
    return column.values() == 2 ? pair_ : single_;
  }

  void check_column(std::int64_t j) {
    const Source column = cells_.column(j);
    const Format& format = format_of(j, column);
    std::size_t text = 0, bytes = delimiter_.size() + format.after.size() + options_.newline.size();
    for (std::int64_t i = 0; column.text && i < cells_.rows; ++i) text = std::max(text, (*column.text)[i].size());
    for (const Conversion& conversion : format.conversions) {
      check_conversion(conversion, column.type());
      bytes += longest(conversion, column.type(), text);
    }
    longest_cell_ = std::max(longest_cell_, bytes);
    complex_ = complex_ || column.values() == 2;
  }

  std::size_t write_cells(char* const begin, std::int64_t first, std::int64_t last) const {
    char* to = begin;
    const auto put = [&to](const std::string& text) {
      std::memcpy(to, text.data(), text.size());
      to += text.size();
    };
    std::int64_t i = first / cells_.columns, j = first % cells_.columns;
    for (std::int64_t k = first; k < last; ++k) {
      if ((k & 255) == 0) ctx_.poll();
      const Source column = cells_.column(j);
      const Format& format = format_of(j, column);
      if (j > 0) put(delimiter_);
      char* const cell = to;
      bool imaginary = false;
      for (const Conversion& conversion : format.conversions) {
        put(conversion.before);
        to = column.text ? write_text(to, conversion, (*column.text)[i])
                         : write_number(to, conversion, column.dtype, column.data + i * column.stride, imaginary);
        imaginary = true;
      }
      put(format.after);
      if (complex_) to = join_signs(cell, to);
      if (++j == cells_.columns) {
        put(options_.newline);
        j = 0;
        ++i;
      }
    }
    return static_cast<std::size_t>(to - begin);
  }

  // "1+-2j" is "1-2j".
  static char* join_signs(char* begin, char* end) {
    char* to = begin;
    for (char* from = begin; from != end; ++from)
      if (!(*from == '+' && from + 1 != end && from[1] == '-')) *to++ = *from;
    return to;
  }

  void write_comment(ByteSink& sink, const std::string& text) const {
    if (text.empty()) return;
    std::string out = options_.comments;
    for (const char c : text) {
      out += c;
      if (c == '\n') out += options_.comments;
    }
    sink.write(out + options_.newline);
  }

  Context& ctx_;
  Cells cells_;
  const SavetxtOptions& options_;
  std::string delimiter_;
  Format single_, pair_;
  std::vector<Format> formats_;  // of each column; empty: single_ or pair_
  std::size_t longest_cell_ = 1;
  bool complex_ = false;
};

TextWriter writer_of(Context& ctx, const View& x, const SavetxtOptions& options) {
  if (x.ndim != 1 && x.ndim != 2) throw ShapeError(format("X must have one or two axes, got %d", x.ndim));
  return {ctx, Cells{x, {}, x.shape[0], x.ndim == 2 ? x.shape[1] : 1}, options};
}

TextWriter writer_of(Context& ctx, std::span<const Column> columns, const SavetxtOptions& options) {
  Cells cells;
  cells.columns = static_cast<std::int64_t>(columns.size());
  for (const Column& column : columns) {
    std::int64_t length;
    if (const auto* text = std::get_if<TextColumn>(&column)) {
      cells.listed.push_back({.text = text});
      length = text->size();
    } else {
      const Array& a = std::get<Array>(column);
      if (a.ndim() != 1) throw ShapeError("columns must have one axis, got shape " + shape_text(a.shape()));
      cells.listed.push_back({a.data(), a.strides()[0], a.dtype()});
      length = a.shape()[0];
    }
    if (cells.listed.size() > 1 && length != cells.rows)
      throw ShapeError(format("columns must have one length, got %lld and %lld", static_cast<long long>(cells.rows),
                              static_cast<long long>(length)));
    cells.rows = length;
  }
  return {ctx, std::move(cells), options};
}

void write_file(Context& ctx, const std::string& path, TextWriter writer) {
  for (const char* packed : {".bz2", ".xz", ".zst", ".zip"})
    if (path.ends_with(packed)) throw ValueError("fname must end in .gz or name a plain text file, got " + quote(path));
  OutputFile file(ctx, path);
  if (path.ends_with(".gz")) {
    DeflateSink packed(ctx, file, Packing::gzip);
    writer.run(packed);
    packed.finish();
  } else {
    writer.run(file);
  }
  file.commit();
}

}  // namespace

void savetxt(Context& ctx, ByteSink& sink, const View& x, const SavetxtOptions& options) {
  writer_of(ctx, x, options).run(sink);
}
void savetxt(Context& ctx, const std::string& path, const View& x, const SavetxtOptions& options) {
  write_file(ctx, path, writer_of(ctx, x, options));
}
void savetxt(Context& ctx, ByteSink& sink, std::span<const Column> columns, const SavetxtOptions& options) {
  writer_of(ctx, columns, options).run(sink);
}
void savetxt(Context& ctx, const std::string& path, std::span<const Column> columns, const SavetxtOptions& options) {
  write_file(ctx, path, writer_of(ctx, columns, options));
}

}  // namespace perilune::io
