// NumPy's files of arrays: .npy holds one, .npz several by name.

#include "kernels/io/file.h"
#include "kernels/io/npy.h"
#include "kernels/io/npz.h"
#include "kernels/io/quote.h"
#include "stdlib/io/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg load_args[] = {
    in("file", Type::string, "Path of a .npy or .npz file; what it is shows in its first bytes, not in its name."),
    optional(
        "mmap_mode", Type::string, absent,
        "Leaves the elements of a .npy file on disk, where they are read as they are used: \"r\" to read, \"r+\" to "
        "write them too, \"c\" to write without changing the file. Without it they are read at once.")
        .among("r|r+|c"),
    optional("allow_pickle", Type::boolean, false,
             "Only false: Python objects are never read, since that would run code from the file."),
    out("data", Type::any,
        "The array, a number for a .npy without axes, or a table of arrays by name for a .npz, in which "
        "reading an unknown name is an error."),
};

void call_load(Call& call) {
  const std::string path(call.text("file"));
  if (call.flag("allow_pickle"))
    throw ValueError("allow_pickle must be false: reading Python objects would run code from the file");
  io::InputFile file(call.ctx, path);
  std::byte head[io::npy_magic_bytes] = {};
  if (file.regular()) file.read_at(0, head, static_cast<std::size_t>(std::min<std::int64_t>(file.size(), sizeof head)));
  const bool mapped = call.has("mmap_mode");
  if (file.regular() && io::looks_like_zip(head)) {
    if (mapped) throw ValueError("mmap_mode is for .npy files, " + file.label() + " is an archive");
    Table table;
    table.closed = true;
    for (io::NamedArray& entry : io::read_npz(call.ctx, file))
      table.named.emplace_back(std::move(entry.name), unwrapped(std::move(entry.array)));
    return call.give(std::move(table));
  }
  if (file.regular() && !io::looks_like_npy(head)) throw IoError(file.label() + " is neither a .npy nor a .npz file");
  if (!mapped) return call.give_unwrapped(io::read_npy(call.ctx, file));
  using io::MapMode;
  const MapMode mode = call.one_of<MapMode>(
      "mmap_mode", {{"r", MapMode::read_only}, {"r+", MapMode::read_write}, {"c", MapMode::copy_on_write}});
  call.give_unwrapped(io::map_npy(call.ctx, path, mode));
}

std::string with_suffix(std::string_view path, std::string_view suffix) {
  if (path.empty()) throw ValueError("the file name must not be empty");
  return std::string(path) + (path.ends_with(suffix) ? "" : std::string(suffix));
}

constexpr Arg save_args[] = {
    in("file", Type::string, "Path; .npy is added when it does not end so."),
    in("arr", Type::array, "What to write. Column-major arrays keep their order."),
};

void call_save(Call& call) { io::write_npy(call.ctx, with_suffix(call.text("file"), ".npy"), call.array("arr")); }

constexpr Arg savez_args[] = {
    in("file", Type::string, "Path; .npz is added when it does not end so."),
    in("arrays", Type::table, "Arrays by name, {x = a, y = b}; those of a list are called arr_0, arr_1 … as in NumPy."),
};

enum { stored, compressed };

void call_savez(Call& call) {
  std::vector<io::NamedArray> arrays;
  for (const auto& [key, item] : call.item("arrays").entries()) {
    const auto* by_name = std::get_if<std::string>(&key);
    std::string name = by_name ? *by_name : "arr_" + std::to_string(std::get<std::int64_t>(key));
    arrays.push_back({std::move(name), item.array()});
  }
  std::vector<io::NamedView> views;
  for (const io::NamedArray& a : arrays) views.push_back({a.name, a.array});
  io::write_npz(call.ctx, with_suffix(call.text("file"), ".npz"), views, call.code() == compressed);
}

constexpr Function rows[] = {
    Function{"load", "Reads arrays from a .npy or .npz file.", load_args,
             "Any byte order and memory order. Types that have no counterpart are widened: int8, int16 and uint16 to "
             "int32, uint32 to int64, uint64 to int64 where its values fit, float16 to float32. The sizes that a file "
             "claims are compared with what it holds before anything is allocated. An entry of an archive that is no "
             "array comes as its bytes, uint8.",
             R"(local path = os.tmpname() .. ".npy"
                pl.io.save(path, {{1, 2}, {3, 4}})
                print(pl.io.load(path))
                --> [[1. 2.]
                -->  [3. 4.]]
                os.remove(path))",
             call_load}
        .raises("the file holds Python objects, strings, dates or records\nthe file is cut short or damaged")
        .from("the .npy format: NumPy Enhancement Proposal 1"),
    Function{"save", "Writes an array to a .npy file.", save_args, "The file is byte for byte what numpy.save writes.",
             R"(local path = os.tmpname() .. ".npy"
                pl.io.save(path, pl.arange(3))
                print(pl.io.load(path))  --> [0. 1. 2.]
                os.remove(path))",
             call_save}
        .from("the .npy format: NumPy Enhancement Proposal 1"),
    Function{"savez", "Writes several arrays to one .npz file.", savez_args,
             "A zip archive with a .npy file for each array, without packing. load gives them back by name.",
             R"(local path = os.tmpname() .. ".npz"
                pl.io.savez(path, {x = {1, 2}, y = {{3}}})
                local data = pl.io.load(path)
                print(data.x)        --> [1. 2.]
                print(data.y.shape)  --> {1, 1}
                os.remove(path))",
             call_savez}
        .with(stored),
    Function{"savez_compressed", "Writes several arrays to one packed .npz file.", savez_args,
             "As savez, with deflate. All threads pack; the bytes do not depend on their number.",
             R"(local path = os.tmpname() .. ".npz"
                pl.io.savez_compressed(path, {x = pl.zeros(1000)})
                print(pl.io.load(path).x:sum())  --> 0.0
                os.remove(path))",
             call_savez}
        .with(compressed),
};

}  // namespace

Rows archive_rows() { return rows; }

}  // namespace perilune
