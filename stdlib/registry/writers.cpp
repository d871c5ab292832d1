#include "stdlib/registry/writers.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "stdlib/registry/help_text.h"

namespace perilune {

namespace {

int write_files(const char* directory, const std::vector<WrittenFile>& files) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  for (const WrittenFile& file : files) {
    const std::string path = std::string(directory) + "/" + file.name;
    std::FILE* out = std::fopen(path.c_str(), "wb");
    const bool written = out && std::fwrite(file.text.data(), 1, file.text.size(), out) == file.text.size();
    if (!out || std::fclose(out) != 0 || !written) {
      std::fprintf(stderr, "cannot write %s: %s\n", path.c_str(), std::strerror(errno));
      return 1;
    }
  }
  return 0;
}

}  // namespace

int write_docs(const char* directory) { return write_files(directory, reference_pages()); }
int write_stubs(const char* directory) { return write_files(directory, editor_stubs()); }

bool doc_text(std::string_view name, std::string& text) {
  const bool known = !find_entries(name).empty() || !search_entries(name).empty();
  text = help_search(name);
  return known;
}

}  // namespace perilune
