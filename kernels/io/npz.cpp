#include "kernels/io/npz.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "kernels/io/file.h"
#include "kernels/io/npy.h"
#include "kernels/io/quote.h"

namespace perilune::io {

namespace {

constexpr std::string_view suffix = ".npy";

// The entry's first bytes decide, as in NumPy, not its name.
class PeekedSource final : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
    held_ = source_->read(head_, sizeof head_);
  }
  std::span<const std::byte> head() const { return {head_, held_}; }
  std::size_t read_some(std::byte* to, std::size_t n) override {
    if (at_ == held_) return source_->read_some(to, n);
    n = std::min(n, held_ - at_);
    std::copy_n(head_ + at_, n, to);
    at_ += n;
    return n;
  }
  std::int64_t remaining() const override { return source_->remaining() + static_cast<std::int64_t>(held_ - at_); }
  std::string label() const override { return source_->label(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::byte head_[npy_magic_bytes];
  std::size_t held_ = 0, at_ = 0;
};

}  // namespace

NpzReader::NpzReader(Context& ctx, const RandomBytes& bytes) : ctx_(ctx), zip_(ctx, bytes) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < zip_.entries().size(); ++i) {
    std::string_view name = zip_.entries()[i].name;
    if (name.ends_with('/')) continue;  // a folder
    if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
    const auto [place, fresh] = places.emplace(name, names_.size());
    if (!fresh) {
      entries_[place->second] = i;
      continue;
    }
    names_.emplace_back(name);
    entries_.push_back(i);
  }
}

Array NpzReader::read(std::size_t i) const {
  PeekedSource source(zip_.open(zip_.entries()[entries_.at(i)]));
  if (looks_like_npy(source.head())) {
    Array a = read_npy(ctx_, source);
    // The CRC is known only at the end.
    std::byte rest[256];
    while (source.read_some(rest, sizeof rest) > 0) ctx_.poll();
    return a;
  }
  Array a = Array::empty(ctx_, DType::uint8, {source.remaining()});
  source.read(a.data(), static_cast<std::size_t>(a.size()));
  return a;
}

std::vector<NamedArray> read_npz(Context& ctx, const RandomBytes& bytes) {
  const NpzReader reader(ctx, bytes);
  std::vector<NamedArray> arrays;
  for (std::size_t i = 0; i < reader.names().size(); ++i) arrays.push_back({reader.names()[i], reader.read(i)});
  return arrays;
}

std::vector<NamedArray> read_npz(Context& ctx, const std::string& path) {
  const InputFile file(ctx, path);
  return read_npz(ctx, file);
}

void write_npz(Context& ctx, ByteSink& sink, std::span<const NamedView> arrays, bool compress) {
  std::set<std::string_view> seen;
  for (const NamedView& a : arrays)
    if (!seen.insert(a.name).second)
      throw ValueError("the names of the arrays must differ, got " + quote(a.name) + " twice");
  ZipWriter zip(ctx, sink);
  for (const NamedView& a : arrays)
    zip.add(a.name + std::string(suffix), npy_bytes(a.view), compress,
            [&](ByteSink& to) { write_npy(ctx, to, a.view); });
  zip.finish();
}

void write_npz(Context& ctx, const std::string& path, std::span<const NamedView> arrays, bool compress) {
  OutputFile file(ctx, path);
  write_npz(ctx, file, arrays, compress);
  file.commit();
}

}  // namespace perilune::io
