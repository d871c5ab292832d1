// Numbers and tables as text.

#include <algorithm>

#include "kernels/io/savetxt.h"
#include "stdlib/io/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg savetxt_args[] = {
    in("fname", Type::string, "Path; a name that ends in .gz is packed by gzip."),
    in("X", Type::array | Type::list,
       "One axis, a number to a line, or two. When some of its entries are lists of strings it is a list of columns.")
        .shaped("m or m, n"),
    optional(
        "fmt", Type::string | Type::list, "%.18e",
        "How numbers are written: one format for all columns, a list with one for each, or a text with one for each "
        "value of a row. d, o, x, e, f, g and s, with C's flags, widths and precisions; text takes s."),
    optional("delimiter", Type::string, " ", "Between columns."),
    optional("newline", Type::string, "\n", "Behind rows."),
    optional("header", Type::string, "", "Lines to begin with."),
    optional("footer", Type::string, "", "Lines to end with."),
    optional("comments", Type::string, "# ", "In front of the lines of header and footer."),
};

// Lists of strings among the entries of X make it a list of columns.
bool columns_of(Call& call, std::vector<io::Column>& columns) {
  if (call.is_userdata("X") || !call.is_list("X") || call.is_array("X")) return false;
  const std::vector<Item> items = call.item("X").items();
  if (std::none_of(items.begin(), items.end(), [](const Item& item) { return item.is_texts(); })) return false;
  for (const Item& item : items) {
    if (item.is_texts()) {
      io::TextColumn text(call.ctx);
      for (const std::string& s : item.texts()) text.push_back(s);
      columns.emplace_back(std::move(text));
    } else {
      columns.emplace_back(item.array());
    }
  }
  return true;
}

void call_savetxt(Call& call) {
  const std::string path(call.text("fname"));
  io::SavetxtOptions options;
  options.fmt = call.texts("fmt");
  options.delimiter = call.text("delimiter");
  options.newline = call.text("newline");
  options.header = call.text("header");
  options.footer = call.text("footer");
  options.comments = call.text("comments");
  std::vector<io::Column> columns;
  if (columns_of(call, columns)) io::savetxt(call.ctx, path, columns, options);
  else io::savetxt(call.ctx, path, call.array("X"), options);
}

constexpr Function rows[] = {
    Function{"savetxt", "Writes an array, or columns of numbers and text, to a text file.", savetxt_args,
             "The text is what numpy.savetxt writes. %.18e brings every float64 back to the last bit, and so does %s, "
             "which is shorter. A complex number is (re+imj), or has two formats.",
             R"(local path = os.tmpname()
                pl.io.savetxt(path, {{1, 2.5}, {3, 4}}, {fmt = "%g", delimiter = ",", header = "x,y"})
                for line in io.lines(path) do print(line) end
                --> # x,y
                --> 1,2.5
                --> 3,4
                os.remove(path))",
             call_savetxt}
        .raises("a format does not fit its column"),
};

}  // namespace

Rows write_text_rows() { return rows; }

}  // namespace perilune
