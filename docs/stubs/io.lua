-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Files of numbers: NumPy's .npy and .npz, tables of text.
---@class perilune.io
local io = {}

---@class perilune.io.load.options
---@field mmap_mode? "r"|"r+"|"c" Leaves the elements of a .npy file on disk, where they are read as they are used: "r" to read, "r+" to write them too, "c" to write without changing the file. Without it they are read at once.
---@field allow_pickle? boolean Only false: Python objects are never read, since that would run code from the file. (default false)

--- Reads arrays from a .npy or .npz file.
---
--- Any byte order and memory order. Types that have no counterpart are widened: int8, int16 and uint16 to int32, uint32 to int64, uint64 to int64 where its values fit, float16 to float32. The sizes that a file claims are compared with what it holds before anything is allocated. An entry of an archive that is no array comes as its bytes, uint8.
---
--- ```lua
--- local path = os.tmpname() .. ".npy"
--- pl.io.save(path, {{1, 2}, {3, 4}})
--- print(pl.io.load(path))
--- --> [[1. 2.]
--- -->  [3. 4.]]
--- os.remove(path)
--- ```
---@param file string Path of a .npy or .npz file; what it is shows in its first bytes, not in its name.
---@param mmap_mode? "r"|"r+"|"c" Leaves the elements of a .npy file on disk, where they are read as they are used: "r" to read, "r+" to write them too, "c" to write without changing the file. Without it they are read at once.
---@param allow_pickle? boolean Only false: Python objects are never read, since that would run code from the file. (default false)
---@param options? perilune.io.load.options
---@return any data The array, a number for a .npy without axes, or a table of arrays by name for a .npz, in which reading an unknown name is an error.
---@overload fun(file: string, options: perilune.io.load.options): any
function io.load(file, mmap_mode, allow_pickle, options) end

--- Writes an array to a .npy file.
---
--- The file is byte for byte what numpy.save writes.
---
--- ```lua
--- local path = os.tmpname() .. ".npy"
--- pl.io.save(path, pl.arange(3))
--- print(pl.io.load(path))  --> [0. 1. 2.]
--- os.remove(path)
--- ```
---@param file string Path; .npy is added when it does not end so.
---@param arr perilune.array_like What to write. Column-major arrays keep their order.
function io.save(file, arr) end

--- Writes several arrays to one .npz file.
---
--- A zip archive with a .npy file for each array, without packing. load gives them back by name.
---
--- ```lua
--- local path = os.tmpname() .. ".npz"
--- pl.io.savez(path, {x = {1, 2}, y = {{3}}})
--- local data = pl.io.load(path)
--- print(data.x)        --> [1. 2.]
--- print(data.y.shape)  --> {1, 1}
--- os.remove(path)
--- ```
---@param file string Path; .npz is added when it does not end so.
---@param arrays table Arrays by name, {x = a, y = b}; those of a list are called arr_0, arr_1 … as in NumPy.
function io.savez(file, arrays) end

--- Writes several arrays to one packed .npz file.
---
--- As savez, with deflate. All threads pack; the bytes do not depend on their number.
---
--- ```lua
--- local path = os.tmpname() .. ".npz"
--- pl.io.savez_compressed(path, {x = pl.zeros(1000)})
--- print(pl.io.load(path).x:sum())  --> 0.0
--- os.remove(path)
--- ```
---@param file string Path; .npz is added when it does not end so.
---@param arrays table Arrays by name, {x = a, y = b}; those of a list are called arr_0, arr_1 … as in NumPy.
function io.savez_compressed(file, arrays) end

---@class perilune.io.loadtxt.options
---@field dtype? table|string A dtype, or "text" for strings; a list gives each column its own. (default "float64")
---@field comments? table|perilune.none|string What starts a comment; pl.none: nothing does. (default "#")
---@field delimiter? integer|table|string What lies between fields, one character or several; a number or list gives widths instead. Without it, blanks.
---@field converters? table|function What turns a field into its value: one function, or functions by column, {[2] = f, name = g}. (field -> number or string)
---@field skiprows? integer Lines to skip at the start, whatever they hold. (at least 0, default 0)
---@field usecols? integer|table|string Columns to read, from 1 or by name, -1 for the last; "a, b" is a list of names. Without it all, and then rows must have as many as the first.
---@field unpack? boolean Gives each column as a value of its own, as in local x, y = pl.io.loadtxt(…). (default false)
---@field ndmin? integer Axes that an array keeps even where they have length 1. (0 to 2, default 0)
---@field encoding? "utf-8"|"latin1" Of text columns. (default "utf-8")
---@field max_rows? integer Rows of data to read; without it all. (at least 0)
---@field quotechar? string The character around fields that hold delimiters or line ends; doubled inside them.
---@field names? boolean|table|string true: the first line names the columns, behind a comment mark or not; or the names, as a list or "a, b". The result is then a table of columns.

--- Reads a table of numbers from a text file.
---
--- Every row must have the same columns, and every field must be what its column holds: otherwise the error names line and column and shows the field. Empty lines and comments are skipped. Numbers are read as NumPy reads them, to the last bit: a sign, digits, an exponent, inf and nan; complex ones as 1+2j or (1+2j).
---
--- ```lua
--- local lines = {"# x y", "1 2.5", "3 4.5"}
--- print(pl.io.loadtxt(lines))
--- --> [[1.  2.5]
--- -->  [3.  4.5]]
--- local x, y = pl.io.loadtxt(lines, {unpack = true})
--- print(y)  --> [2.5 4.5]
--- local t = pl.io.loadtxt({"a,b", "1,2"}, {delimiter = ",", names = true})
--- print(t.b)  --> [2.]
--- ```
---@param fname table|string Path of a text file, packed by gzip or not, or "/dev/stdin"; or a list of lines.
---@param dtype? table|string A dtype, or "text" for strings; a list gives each column its own. (default "float64")
---@param comments? table|perilune.none|string What starts a comment; pl.none: nothing does. (default "#")
---@param delimiter? integer|table|string What lies between fields, one character or several; a number or list gives widths instead. Without it, blanks.
---@param converters? table|function What turns a field into its value: one function, or functions by column, {[2] = f, name = g}. (field -> number or string)
---@param skiprows? integer Lines to skip at the start, whatever they hold. (at least 0, default 0)
---@param usecols? integer|table|string Columns to read, from 1 or by name, -1 for the last; "a, b" is a list of names. Without it all, and then rows must have as many as the first.
---@param unpack? boolean Gives each column as a value of its own, as in local x, y = pl.io.loadtxt(…). (default false)
---@param ndmin? integer Axes that an array keeps even where they have length 1. (0 to 2, default 0)
---@param encoding? "utf-8"|"latin1" Of text columns. (default "utf-8")
---@param max_rows? integer Rows of data to read; without it all. (at least 0)
---@param options? perilune.io.loadtxt.options
---@return any data An array with a row for each line. With names: a table of columns by name, in which reading an unknown name is an error; with text or several dtypes: a list of columns. Columns are arrays and lists of strings; unpack gives them as several values.
---@return table names The names in order, where there are names. (only with names)
---@overload fun(fname: table|string, options: perilune.io.loadtxt.options): any, table
function io.loadtxt(fname, dtype, comments, delimiter, converters, skiprows, usecols, unpack, ndmin, encoding, max_rows, options) end

---@class perilune.io.genfromtxt.options
---@field dtype? table|perilune.none|string A dtype, or "text" for strings; a list gives each column its own; pl.none finds for each the first of bool, int64, float64, complex128 and text that takes all its values. (default "float64")
---@field comments? table|perilune.none|string What starts a comment; pl.none: nothing does. (default "#")
---@field delimiter? integer|table|string What lies between fields, one character or several; a number or list gives widths instead. Without it, blanks.
---@field skip_header? integer Lines to skip at the start, whatever they hold. (at least 0, default 0)
---@field skip_footer? integer Rows to leave out at the end, whatever they hold. (at least 0, default 0)
---@field converters? table|function What turns a field into its value: one function, or functions by column, {[2] = f, name = g}. (field -> number or string)
---@field missing_values? table|string Texts that mean "no value", besides none at all: "NA, -" everywhere; a list with one for each column; or by column.
---@field filling_values? boolean|number|perilune.complex|table|string What stands for missing values: one for all, a list, or by column. Else NaN, -1 (255 in uint8) and false.
---@field usecols? integer|table|string Columns to read, from 1 or by name, -1 for the last; "a, b" is a list of names. Without it all, and then rows must have as many as the first.
---@field names? boolean|table|string true: the first line names the columns, behind a comment mark or not; or the names, as a list or "a, b". The result is then a table of columns.
---@field excludelist? table Names that get an underscore behind.
---@field deletechars? string Characters that names lose; without it all ASCII signs but the underscore.
---@field replace_space? string What replaces spaces in names. (default "_")
---@field autostrip? boolean Takes blanks off the ends of text fields. (default false)
---@field case_sensitive? boolean|"upper"|"lower" Letters of names: true keeps them, false or "upper" makes them upper case, "lower" lower case. (default true)
---@field defaultfmt? string The names of nameless columns; %i counts from 0, as in NumPy. (default "f%i")
---@field unpack? boolean Gives each column as a value of its own, as in local x, y = pl.io.loadtxt(…). (default false)
---@field loose? boolean Takes what cannot be read for missing; false makes it an error. (default true)
---@field invalid_raise? boolean Raises for rows with another number of columns; false leaves them out, with a warning. (default true)
---@field max_rows? integer Rows of data to read; without it all. (at least 0)
---@field encoding? "utf-8"|"latin1" Of text columns. (default "utf-8")
---@field ndmin? integer Axes that an array keeps even where they have length 1. (0 to 2, default 0)
---@field quotechar? string The character around fields that hold delimiters or line ends; doubled inside them.

--- Reads a table that has gaps, names or columns of text.
---
--- Missing and unreadable fields become filling_values. Unlike in NumPy, a number that missing_values lists is missing even where it could be read, and no names are reserved.
---
--- ```lua
--- local lines = {"day,rain,sky", "1,2.5,grey", "2,,clear"}
--- local t, names = pl.io.genfromtxt(lines, {delimiter = ",", names = true, dtype = pl.none})
--- print(t.rain)    --> [2.5 nan]
--- print(t.sky[2])  --> clear
--- print(names[1])  --> day
--- ```
---@param fname table|string Path of a text file, packed by gzip or not, or "/dev/stdin"; or a list of lines.
---@param dtype? table|perilune.none|string A dtype, or "text" for strings; a list gives each column its own; pl.none finds for each the first of bool, int64, float64, complex128 and text that takes all its values. (default "float64")
---@param comments? table|perilune.none|string What starts a comment; pl.none: nothing does. (default "#")
---@param delimiter? integer|table|string What lies between fields, one character or several; a number or list gives widths instead. Without it, blanks.
---@param skip_header? integer Lines to skip at the start, whatever they hold. (at least 0, default 0)
---@param skip_footer? integer Rows to leave out at the end, whatever they hold. (at least 0, default 0)
---@param converters? table|function What turns a field into its value: one function, or functions by column, {[2] = f, name = g}. (field -> number or string)
---@param missing_values? table|string Texts that mean "no value", besides none at all: "NA, -" everywhere; a list with one for each column; or by column.
---@param filling_values? boolean|number|perilune.complex|table|string What stands for missing values: one for all, a list, or by column. Else NaN, -1 (255 in uint8) and false.
---@param usecols? integer|table|string Columns to read, from 1 or by name, -1 for the last; "a, b" is a list of names. Without it all, and then rows must have as many as the first.
---@param names? boolean|table|string true: the first line names the columns, behind a comment mark or not; or the names, as a list or "a, b". The result is then a table of columns.
---@param options? perilune.io.genfromtxt.options
---@return any data An array with a row for each line. With names: a table of columns by name, in which reading an unknown name is an error; with text or several dtypes: a list of columns. Columns are arrays and lists of strings; unpack gives them as several values.
---@return table names The names in order, where there are names. (only with names)
---@overload fun(fname: table|string, options: perilune.io.genfromtxt.options): any, table
function io.genfromtxt(fname, dtype, comments, delimiter, skip_header, skip_footer, converters, missing_values, filling_values, usecols, names, options) end

---@class perilune.io.savetxt.options
---@field fmt? table|string How numbers are written: one format for all columns, a list with one for each, or a text with one for each value of a row. d, o, x, e, f, g and s, with C's flags, widths and precisions; text takes s. (default "%.18e")
---@field delimiter? string Between columns. (default " ")
---@field newline? string Behind rows. (default "\n")
---@field header? string Lines to begin with. (default "")
---@field footer? string Lines to end with. (default "")
---@field comments? string In front of the lines of header and footer. (default "# ")

--- Writes an array, or columns of numbers and text, to a text file.
---
--- The text is what numpy.savetxt writes. %.18e brings every float64 back to the last bit, and so does %s, which is shorter. A complex number is (re+imj), or has two formats.
---
--- ```lua
--- local path = os.tmpname()
--- pl.io.savetxt(path, {{1, 2.5}, {3, 4}}, {fmt = "%g", delimiter = ",", header = "x,y"})
--- for line in io.lines(path) do print(line) end
--- --> # x,y
--- --> 1,2.5
--- --> 3,4
--- os.remove(path)
--- ```
---@param fname string Path; a name that ends in .gz is packed by gzip.
---@param X table|perilune.array_like One axis, a number to a line, or two. When some of its entries are lists of strings it is a list of columns. (shape (m or m, n))
---@param fmt? table|string How numbers are written: one format for all columns, a list with one for each, or a text with one for each value of a row. d, o, x, e, f, g and s, with C's flags, widths and precisions; text takes s. (default "%.18e")
---@param delimiter? string Between columns. (default " ")
---@param newline? string Behind rows. (default "\n")
---@param header? string Lines to begin with. (default "")
---@param footer? string Lines to end with. (default "")
---@param comments? string In front of the lines of header and footer. (default "# ")
---@param options? perilune.io.savetxt.options
---@overload fun(fname: string, X: table|perilune.array_like, options: perilune.io.savetxt.options)
function io.savetxt(fname, X, fmt, delimiter, newline, header, footer, comments, options) end
