// Tables of numbers and text: loadtxt, strict, and genfromtxt, lenient.

#include "kernels/io/file.h"
#include "kernels/io/quote.h"
#include "kernels/io/text_table.h"
#include "stdlib/io/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg fname = in("fname", Type::string | Type::list,
                         "Path of a text file, packed by gzip or not, or \"/dev/stdin\"; or a list of lines.");
constexpr Arg dtype_arg = optional("dtype", Type::string | Type::list, "float64",
                                   "A dtype, or \"text\" for strings; a list gives each column its own.");
constexpr Arg comments_arg =
    optional("comments", Type::string | Type::list | Type::none, "#", "What starts a comment; pl.none: nothing does.");
constexpr Arg delimiter_arg = optional(
    "delimiter", Type::string | Type::integer | Type::list, absent,
    "What lies between fields, one character or several; a number or list gives widths instead. Without it, blanks.");
constexpr Arg converters_arg =
    optional("converters", Type::callable | Type::table, absent,
             "What turns a field into its value: one function, or functions by column, {[2] = f, name = g}.")
        .called("field -> number or string");
constexpr Arg usecols_arg =
    optional("usecols", Type::integer | Type::string | Type::list, absent,
             "Columns to read, from 1 or by name, -1 for the last; \"a, b\" is a list of names. "
             "Without it all, and then rows must have as many as the first.");
constexpr Arg names_arg =
    option("names", Type::boolean | Type::string | Type::list, absent,
           "true: the first line names the columns, behind a comment mark or not; or the names, as "
           "a list or \"a, b\". The result is then a table of columns.");
constexpr Arg unpack_arg = optional("unpack", Type::boolean, false,
                                    "Gives each column as a value of its own, as in local x, y = pl.io.loadtxt(…).");
constexpr Arg ndmin_arg =
    option("ndmin", Type::integer, 0, "Axes that an array keeps even where they have length 1.").between(0, 2);
constexpr Arg max_rows_arg =
    option("max_rows", Type::integer, absent, "Rows of data to read; without it all.").at_least(0);
constexpr Arg quotechar_arg =
    option("quotechar", Type::string, absent,
           "The character around fields that hold delimiters or line ends; doubled inside them.");
constexpr Arg encoding_arg = choice("encoding", "utf-8|latin1", "Of text columns.");
constexpr Arg data_out = out("data", Type::any,
                             "An array with a row for each line. With names: a table of columns by name, in which "
                             "reading an unknown name is an error; with text or several dtypes: a list of "
                             "columns. Columns are arrays and lists of strings; unpack gives them as several values.")
                             .repeated();
constexpr Arg names_out = out("names", Type::list, "The names in order, where there are names.").only_if("names");

// The two readers take their arguments by place in different orders.
constexpr Arg placed(Arg arg) {
  arg.role = Role::optional;
  return arg;
}
constexpr Arg by_name(Arg arg) {
  arg.role = Role::option;
  return arg;
}

constexpr Arg loadtxt_args[] = {
    fname,
    dtype_arg,
    comments_arg,
    delimiter_arg,
    converters_arg,
    optional("skiprows", Type::integer, 0, "Lines to skip at the start, whatever they hold.").at_least(0),
    usecols_arg,
    unpack_arg,
    placed(ndmin_arg),
    placed(encoding_arg),
    placed(max_rows_arg),
    quotechar_arg,
    names_arg,
    data_out,
    names_out};

constexpr Arg genfromtxt_args[] = {
    fname,
    optional(
        "dtype", Type::string | Type::list | Type::none, "float64",
        "A dtype, or \"text\" for strings; a list gives each column its own; pl.none finds for each the first of bool, "
        "int64, float64, complex128 and text that takes all its values."),
    comments_arg,
    delimiter_arg,
    optional("skip_header", Type::integer, 0, "Lines to skip at the start, whatever they hold.").at_least(0),
    optional("skip_footer", Type::integer, 0, "Rows to leave out at the end, whatever they hold.").at_least(0),
    converters_arg,
    optional(
        "missing_values", Type::string | Type::table, absent,
        "Texts that mean \"no value\", besides none at all: \"NA, -\" everywhere; a list with one for each column; "
        "or by column."),
    optional(
        "filling_values", Type::number | Type::boolean | Type::complex | Type::string | Type::table, absent,
        "What stands for missing values: one for all, a list, or by column. Else NaN, -1 (255 in uint8) and false."),
    usecols_arg,
    placed(names_arg),
    option("excludelist", Type::list, absent, "Names that get an underscore behind."),
    option("deletechars", Type::string, absent,
           "Characters that names lose; without it all ASCII signs but the underscore."),
    option("replace_space", "_", "What replaces spaces in names."),
    option("autostrip", false, "Takes blanks off the ends of text fields."),
    option("case_sensitive", Type::boolean | Type::string, true,
           "Letters of names: true keeps them, false or \"upper\" makes them upper case, \"lower\" lower case.")
        .among("upper|lower"),
    option("defaultfmt", "f%i", "The names of nameless columns; %i counts from 0, as in NumPy."),
    by_name(unpack_arg),
    option("loose", true, "Takes what cannot be read for missing; false makes it an error."),
    option("invalid_raise", true,
           "Raises for rows with another number of columns; false leaves them out, with a warning."),
    max_rows_arg,
    encoding_arg,
    ndmin_arg,
    quotechar_arg,
    data_out,
    names_out};

io::ColumnKey from_one(const char* option, double x) {
  if (x != std::floor(x) || std::abs(x) > 9e15)
    throw ValueError(std::string(option) + " must hold whole numbers or names, got " + number_text(x));
  if (x == 0) throw IndexError(std::string(option) + " counts from 1, got 0");
  return static_cast<std::int64_t>(x > 0 ? x - 1 : x);
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0;;) {
    const std::size_t comma = text.find(',', begin);
    std::string_view name = text.substr(begin, comma == text.npos ? comma : comma - begin);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    names.emplace_back(name);
    if (comma == text.npos) return names;
    begin = comma + 1;
  }
}

io::ColumnType column_type(std::string_view word) {
  if (word == "text" || word == "str") return {true, DType::float64};
  const std::optional<DType> dtype = parse_dtype(word);
  if (!dtype)
    throw ValueError(std::string("dtype must be \"text\" or one of ") + dtype_names + ", got " + io::quote(word));
  return {false, *dtype};
}

// From the arguments that both readers have; those of genfromtxt where it is one.
class OptionReader {
 public:
  explicit OptionReader(Call& call) : call_(call) {}

  io::TextOptions run(bool lenient) {
    options_ = lenient ? io::TextOptions::genfromtxt() : io::TextOptions::loadtxt();
    splitting();
    types();
    columns();
    converters();
    if (call_.has("max_rows")) options_.max_rows = call_.integer("max_rows");
    options_.latin1 = call_.text("encoding") == "latin1";
    options_.skip_rows = call_.integer(lenient ? "skip_header" : "skiprows");
    if (lenient) leniency();
    return std::move(options_);
  }

 private:
  void splitting() {
    if (call_.none("comments")) options_.comments.clear();
    else options_.comments = call_.texts("comments");
    if (call_.has("delimiter")) {
      if (call_.is_text("delimiter")) options_.delimiter = call_.text("delimiter");
      else options_.widths = call_.integers("delimiter");
    }
    if (!call_.has("quotechar")) return;
    const std::string_view mark = call_.text("quotechar");
    if (mark.size() != 1) call_.refuse("quotechar", "must be one character");
    options_.quotechar = mark[0];
  }

  void types() {
    options_.types.clear();
    options_.detect = call_.none("dtype");
    if (options_.detect) options_.types.emplace_back();
    else
      for (const std::string& word : call_.texts("dtype")) options_.types.push_back(column_type(word));
  }

  void columns() {
    using Names = io::TextOptions::Names;
    if (call_.is_text("names")) {
      options_.names_from = Names::given;
      options_.names = split_names(call_.text("names"));
    } else if (call_.is_list("names")) {
      options_.names_from = Names::given;
      options_.names = call_.texts("names");
    } else if (call_.has("names") && call_.flag("names")) {
      options_.names_from = Names::header;
    }
    if (!call_.has("usecols")) return;
    auto& keys = options_.usecols.emplace();
    if (call_.is_text("usecols")) {
      for (std::string& name : split_names(call_.text("usecols"))) keys.emplace_back(std::move(name));
    } else if (!call_.is_list("usecols")) {
      keys.push_back(from_one("usecols", static_cast<double>(call_.integer("usecols"))));
    } else if (call_.is_array("usecols") || call_.is_userdata("usecols")) {
      for (const std::int64_t i : call_.integers("usecols"))
        keys.push_back(from_one("usecols", static_cast<double>(i)));
    } else {
      for (const Item& item : call_.item("usecols").items()) {
        if (item.kind() == Item::Kind::text) keys.emplace_back(std::string(item.text()));
        else if (item.kind() == Item::Kind::number) keys.push_back(from_one("usecols", item.number()));
        else item.refuse("must be a whole number or a name");
      }
    }
  }

  void converters() {
    if (!call_.has("converters")) return;
    if (call_.is_callable("converters")) {
      functions_.push_back({std::nullopt, call_.callable("converters")});
    } else {
      for (const auto& [key, item] : call_.item("converters").entries()) functions_.push_back({key, item.callable()});
    }
    for (Function& f : functions_) options_.converters.push_back({f.column, io::FieldConverter(f)});
  }

  void leniency() {
    options_.skip_footer = call_.integer("skip_footer");
    options_.loose = call_.flag("loose");
    options_.invalid_raise = call_.flag("invalid_raise");
    options_.autostrip = call_.flag("autostrip");
    io::NameRules& rules = options_.name_rules;
    if (call_.has("deletechars")) rules.delete_characters = std::string(call_.text("deletechars")) + '"';
    if (call_.has("excludelist")) rules.exclude = call_.texts("excludelist");
    rules.replace_space = call_.text("replace_space");
    rules.default_format = call_.text("defaultfmt");
    if (call_.text("case_sensitive") == "lower") rules.letters = io::NameRules::Case::lower;
    else if (!call_.flag("case_sensitive")) rules.letters = io::NameRules::Case::upper;
    missing();
    filling();
  }

  void missing() {
    if (!call_.has("missing_values")) return;
    if (call_.is_text("missing_values")) {
      options_.missing_values.push_back({std::nullopt, split_names(call_.text("missing_values"))});
      return;
    }
    for (const auto& [key, item] : call_.item("missing_values").entries()) {
      if (item.kind() == Item::Kind::text) options_.missing_values.push_back({key, {std::string(item.text())}});
      else if (item.is_texts()) options_.missing_values.push_back({key, item.texts()});
      else item.refuse("must be a string or a list of strings");
    }
  }

  void filling() {
    if (!call_.has("filling_values")) return;
    if (call_.is_text("filling_values")) {
      options_.filling_values.push_back({std::nullopt, std::string(call_.text("filling_values"))});
    } else if (!call_.is_list("filling_values")) {
      options_.filling_values.push_back({std::nullopt, call_.scalar("filling_values")});
    } else {
      for (const auto& [key, item] : call_.item("filling_values").entries()) {
        if (item.kind() == Item::Kind::text) options_.filling_values.push_back({key, std::string(item.text())});
        else options_.filling_values.push_back({key, item.scalar()});
      }
    }
  }

  struct Function {
    std::optional<io::ColumnKey> column;
    Callable callable;
    io::Cell operator()(std::string_view field) {
      const Answers answers = callable.call({field});
      if (answers.is_text()) return answers.text();
      return answers.scalar(0, "a number or a string");
    }
  };

  Call& call_;
  io::TextOptions options_;
  std::vector<Function> functions_;  // the options refer to them
};

io::Table read(Call& call, const io::TextOptions& options) {
  if (!call.is_list("fname")) return io::read_table(call.ctx, std::string(call.text("fname")), options);
  std::string text;
  for (const std::string& line : call.texts("fname")) {
    text += line;
    if (!line.ends_with('\n')) text += '\n';
  }
  io::MemorySource source(text, "");
  return io::read_table(call.ctx, source, options);
}

Result lua_column(const io::Column& column) {
  if (const auto* array = std::get_if<Array>(&column)) return *array;
  const auto& text = std::get<io::TextColumn>(column);
  auto list = std::make_unique<Table>();
  list->list.reserve(static_cast<std::size_t>(text.size()));
  for (std::int64_t i = 0; i < text.size(); ++i) list->list.emplace_back(std::string(text[i]));
  return list;
}

void give_column(Call& call, const io::Column& column) {
  if (const auto* array = std::get_if<Array>(&column)) return call.give(*array);
  call.give(std::move(*std::get<std::unique_ptr<Table>>(lua_column(column))));
}

enum { strict, lenient };

void call_read(Call& call) {
  OptionReader reader(call);
  const io::TextOptions options = reader.run(call.code() == lenient);
  const io::Table table = read(call, options);
  if (call.flag("unpack")) {
    constexpr std::size_t most = 200;  // Lua's functions give no more to local variables
    if (table.columns.size() > most)
      throw ValueError(format("unpack gives at most %zu columns, got %zu", most, table.columns.size()));
    for (const io::Column& column : table.columns) give_column(call, column);
    return;
  }
  const bool named = options.names_from != io::TextOptions::Names::none;
  if (table.matrix && !named)
    return call.give_unwrapped(io::arrange(*table.matrix, false, static_cast<int>(call.integer("ndmin"))));
  Table result, names;
  result.closed = named;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (named && i < table.names.size()) {
      result.named.emplace_back(table.names[i], lua_column(table.columns[i]));
      names.list.emplace_back(table.names[i]);
    } else {
      result.list.push_back(lua_column(table.columns[i]));
    }
  }
  call.give(std::move(result));
  if (named) call.give(std::move(names));
}

constexpr Function rows[] = {
    Function{
        "loadtxt", "Reads a table of numbers from a text file.", loadtxt_args,
        "Every row must have the same columns, and every field must be what its column holds: otherwise the error "
        "names line and column and shows the field. Empty lines and comments are skipped. Numbers are read as NumPy "
        "reads them, to the last bit: a sign, digits, an exponent, inf and nan; complex ones as 1+2j or (1+2j).",
        R"(local lines = {"# x y", "1 2.5", "3 4.5"}
                print(pl.io.loadtxt(lines))
                --> [[1.  2.5]
                -->  [3.  4.5]]
                local x, y = pl.io.loadtxt(lines, {unpack = true})
                print(y)  --> [2.5 4.5]
                local t = pl.io.loadtxt({"a,b", "1,2"}, {delimiter = ",", names = true})
                print(t.b)  --> [2.])",
        call_read}
        .with(strict)
        .raises("a field is not what its column holds\na row has another number of columns\nthe file is not text")
        .from("D. Lemire, \"Number parsing at a gigabyte per second\", Software: Practice and Experience 51 (2021)"),
    Function{
        "genfromtxt", "Reads a table that has gaps, names or columns of text.", genfromtxt_args,
        "Missing and unreadable fields become filling_values. Unlike in NumPy, a number that missing_values lists is "
        "missing even where it could be read, and no names are reserved.",
        R"(local lines = {"day,rain,sky", "1,2.5,grey", "2,,clear"}
                local t, names = pl.io.genfromtxt(lines, {delimiter = ",", names = true, dtype = pl.none})
                print(t.rain)    --> [2.5 nan]
                print(t.sky[2])  --> clear
                print(names[1])  --> day)",
        call_read}
        .with(lenient)
        .raises("a row has another number of columns\nan integer is too large for its dtype\nthe file is not text"),
};

}  // namespace

Rows read_text_rows() { return rows; }

}  // namespace perilune
