#pragma once
// .npz files: a zip archive of .npy files, one per named array.

#include <memory>
#include <string>
#include <vector>

#include "kernels/core/array.h"
#include "kernels/io/zip.h"

namespace perilune::io {

struct NamedArray {
  std::string name;
  Array array;
};
struct NamedView {
  std::string name;
  View view;
};

// Arrays are read when they are asked for, so that one object array does not spoil the others.
class NpzReader {
 public:
  // `bytes` must outlive the reader.
  NpzReader(Context& ctx, const RandomBytes& bytes);
  // Without the .npy at the end; of entries with the same name the last one counts, as in NumPy.
  const std::vector<std::string>& names() const { return names_; }
  // The array at a place of names(). What is not a .npy file comes as its bytes, uint8.
  Array read(std::size_t i) const;

 private:
  Context& ctx_;
  ZipReader zip_;
  std::vector<std::string> names_;
  std::vector<std::size_t> entries_;  // of the archive
};

std::vector<NamedArray> read_npz(Context& ctx, const RandomBytes& bytes);
std::vector<NamedArray> read_npz(Context& ctx, const std::string& path);

// Names must differ. The same arrays give the same bytes on any number of threads.
void write_npz(Context& ctx, ByteSink& sink, std::span<const NamedView> arrays, bool compress);
// The old file stays until the new one is complete.
void write_npz(Context& ctx, const std::string& path, std::span<const NamedView> arrays, bool compress);

}  // namespace perilune::io
