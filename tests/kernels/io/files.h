#pragma once
// What the tests of files share: bytes from hexadecimal text, a folder that goes away, whole files.

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "kernels/io/stream.h"
#include "tests/support/catch.h"

namespace perilune::test {

inline std::string unhex(const char* text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (; text[0] && text[1]; text += 2) bytes += static_cast<char>(digit(text[0]) * 16 + digit(text[1]));
  return bytes;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    const char* base = std::getenv("TMPDIR");
    path_ = std::string(base ? base : "/tmp") + "/perilune-test-XXXXXX";
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~TemporaryFolder() {
    for (const std::string& name : names()) unlink(path(name).c_str());
    rmdir(path_.c_str());
  }
  std::string path(const std::string& name = "") const { return name.empty() ? path_ : path_ + "/" + name; }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    DIR* dir = opendir(path_.c_str());
    while (const dirent* entry = readdir(dir))
      if (std::string name = entry->d_name; name != "." && name != "..") found.push_back(name);
    closedir(dir);
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  std::string path_;
};

inline void put_file(const std::string& path, std::string_view bytes) {
  FILE* f = std::fopen(path.c_str(), "wb");
  REQUIRE(f != nullptr);
  REQUIRE(std::fwrite(bytes.data(), 1, bytes.size(), f) == bytes.size());
  REQUIRE(std::fclose(f) == 0);
}

inline std::string get_file(const std::string& path) {
  FILE* f = std::fopen(path.c_str(), "rb");
  REQUIRE(f != nullptr);
  std::string bytes;
  for (int c; (c = std::fgetc(f)) != EOF;) bytes += static_cast<char>(c);
  std::fclose(f);
  return bytes;
}

// A source that, like a pipe, does not say how much is left and hands out a few bytes at a time.
class PipeLike final : public io::ByteSource {
 public:
  explicit PipeLike(std::string bytes, std::size_t at_once = 7, std::string label = "the pipe")
      : bytes_(std::move(bytes)), label_(std::move(label)), at_once_(at_once) {}
  std::size_t read_some(std::byte* to, std::size_t n) override {
    n = std::min({n, at_once_, bytes_.size() - at_});
    for (std::size_t i = 0; i < n; ++i) to[i] = static_cast<std::byte>(bytes_[at_++]);
    return n;
  }
  std::string label() const override { return label_; }

 private:
  std::string bytes_, label_;
  std::size_t at_once_, at_ = 0;
};

}  // namespace perilune::test
