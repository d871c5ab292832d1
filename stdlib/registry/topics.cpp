#include "stdlib/registry/topics.h"

namespace perilune {

namespace {

constexpr Topic all[] = {
    {"indexing",
     "index|indices|slice|slices|slicing|subscript|subscripts|range|ranges|element|elements|row|rows|column|columns|"
     "view|views",
     "Reading and writing elements, rows and parts of arrays.",
     "Positions count from 1, and -1 is the last. Ranges are text and include both ends: \"2:5\" is four elements, "
     "\":\" all, \"-3:\" the last three, \"1:10:2\" has a step, \"::-1\" runs backwards, \"...\" stands for the axes "
     "between, \"+\" is a new axis. `pl.s(i, j, step)` builds a range from numbers.\n"
     "A call takes one subscript per axis: `a(i, j)`, `a(i, \":\")`. In brackets a table does the same, `a[{i, j}]`, "
     "and so does text, `a[\"i, :\"]`; brackets also write. A list of positions is a table in a call, `a{1, 3}` or "
     "`a({1, 3}, 2)`, an inner table in brackets, `a[{{1, 3}}]`, or an array. Two lists pair up; `pl.ix_` makes the "
     "grid of them.\n"
     "Ranges give views that share memory; lists and masks give copies. What is out of range is an error; only bare "
     "`a[#a + 1]` is nil, so that ipairs ends.",
     R"(local a = pl.array{{1, 2, 3}, {4, 5, 6}}
        print(a[2], a(2, 3), a["1:2, -1"])  --> [4. 5. 6.]	6.0	[3. 6.]
        print(a(":", {1, 3}))
        --> [[1. 3.]
        -->  [4. 6.]]
        a[{1, 1}] = 10
        a["2, :"] = 0
        print(a)
        --> [[10.  2.  3.]
        -->  [ 0.  0.  0.]])"},
    {"masks",
     "mask|masking|compare|comparing|comparison|comparisons|condition|filter|boolean|booleans|logical|if|equality|"
     "elementwise",
     "Comparing elements, and choosing by the outcome.",
     "Lua makes one boolean of ==, < and <=. Elements are compared by methods, `a:gt(b)`, `a:ge(b)`, `a:lt(b)`, "
     "`a:le(b)`, `a:eq(b)`, `a:ne(b)`, which give bool arrays; &, | and ~ combine them.\n"
     "`a[mask]` reads, `a[mask] = v` writes, `pl.where(mask, a, b)` chooses, `mask:sum()` counts, `mask:any()` and "
     "`mask:all()` make one boolean.\n"
     "Two slips are silent, since Lua asks nobody: `a == 0` is always false, and `if mask then` is always taken. "
     "`a == b` tells whether two arrays have the same shape and equal elements.",
     R"(local a = pl.array{3, 1, 2, 5}
        print(a:gt(1) & a:lt(5))  --> [ true false  true false]
        print(a[a:gt(2)], a:gt(2):sum(), a:gt(2):any())  --> [3. 5.]	2	true
        a[~a:gt(2)] = 0
        print(a)  --> [3. 0. 0. 5.])"},
    {"dtypes",
     "type of "
     "elements|float|int|integer|integers|int8|int16|uint16|uint32|uint64|float16|precision|overflow|conversion|"
     "promotion",
     "The eight types of elements, and how they mix.",
     "float64 is the default of every constructor, also for whole numbers; float32, complex128, complex64, int64, "
     "int32, uint8 and bool are asked for: `pl.zeros(3, \"int64\")`, `a:astype(\"float32\")`.\n"
     "Arrays promote as in NumPy; a Lua number does not widen a float32 array. Integers do not wrap: a result that "
     "its dtype cannot hold is an error. Sums of integers and booleans are int64; /, ^ and float functions of integers "
     "give float64.\n"
     "Files with other types are widened by their readers: int8, int16 and uint16 to int32, uint32 and uint64 to "
     "int64, float16 to float32.",
     R"(print((pl.array({1, 2}, "int32") + 0.5).dtype)    --> float64
        print((pl.array({1, 2}, "float32") * 1.5).dtype)  --> float32
        print(pl.array{1.7, -1.7}:astype("int64"))        --> [ 1 -1])"},
    {"options", "option|keyword|keywords|keyword arguments|kwargs|named arguments|colon|methods|records|record",
     "How functions, methods and options are called.",
     "Methods take a colon, `a:sum()`; fields and functions of modules a dot, `a.shape`, `pl.sum(a)`. Options are "
     "names in a table at the end, `a:sum{axis = 1}`; what SciPy takes by position may be given either way. An unknown "
     "name is an error. `pl.none` says Python's None where leaving out means something else.\n"
     "What SciPy returns as a tuple comes as several values. What it returns as a named result is a record: `res.x`, "
     "also by place, `res[1]` and `res:unpack()`.",
     R"(local a = pl.array{{1, 2}, {3, 4}}
        print(a:sum(1), a:sum{axis = 1, keepdims = true}.shape)  --> [4. 6.]	{1, 2}
        local res = pl.stats.describe{1, 2, 3}
        print(res.mean, (res:unpack()))  --> 2.0	3)"},
    {"files", "csv|read csv|write csv|read file|write file|tsv|npy|npz|text files", "Reading and writing numbers.",
     "The formats are in pl.io, for io is Lua's own library. Text such as CSV: `pl.io.loadtxt`, `pl.io.genfromtxt` for "
     "tables with gaps or columns of text, `pl.io.savetxt`. NumPy's .npy and .npz: `pl.io.load`, `pl.io.save`, "
     "`pl.io.savez`.",
     R"(local t = pl.io.loadtxt({"x,y", "1,2.5", "3,4.5"}, {delimiter = ",", names = true})
        print(t.y)  --> [2.5 4.5])"},
};

}  // namespace

std::span<const Topic> topics() { return all; }

}  // namespace perilune
