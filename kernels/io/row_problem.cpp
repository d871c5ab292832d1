// What is wrong with a row, in words.

#include "kernels/io/quote.h"
#include "kernels/io/row_parser.h"

namespace perilune::io {

namespace {

const char* expectation(Fault fault, DType dtype) {
  switch (fault) {
    case Fault::whole_number: return "a whole number";
    case Fault::range:
      return dtype == DType::uint8   ? "a number from 0 to 255"
             : dtype == DType::int32 ? "a number that int32 can hold"
                                     : "a number that int64 can hold";
    case Fault::complex_number: return "a complex number";
    case Fault::truth: return "true, false or a number";
    case Fault::utf8: return "UTF-8 text (encoding = 'latin1' takes any bytes)";
    default: return "a number";
  }
}

}  // namespace

std::string columns_text(std::int64_t n) {
  return n == 1 ? "1 column" : format("%lld columns", static_cast<long long>(n));
}

std::string problem_text(const RowProblem& problem, std::int64_t width, std::int64_t width_line) {
  // As the user counts: from 1, and -1 is the last.
  const auto column = static_cast<long long>(problem.column + (problem.column >= 0));
  const std::string field = format(", column %lld: ", column);
  switch (problem.fault) {
    case Fault::column_count:
      return " has " + columns_text(problem.count) +
             format(", line %lld has ", static_cast<long long>(width_line + 1)) + std::to_string(width);
    case Fault::missing_column:
      return " has " + columns_text(problem.count) + format(", usecols asks for column %lld", column);
    case Fault::nul: return " holds a NUL byte; is this a text file?";
    case Fault::open_quote: return " opens a quote that is never closed";
    case Fault::converter_text:
      return field + "the converter must return a number for " + name(problem.type.dtype) + ", got a string";
    case Fault::converter_number: return field + "the converter must return a string, got a number";
    default: break;
  }
  std::string shown = quote({problem.field, std::min(problem.field_bytes, sizeof problem.field)});
  if (problem.field_bytes > sizeof problem.field && !shown.ends_with("...'")) shown.insert(shown.size() - 1, "...");
  return field + "expected " + expectation(problem.fault, problem.type.dtype) + ", got " + shown;
}

}  // namespace perilune::io
