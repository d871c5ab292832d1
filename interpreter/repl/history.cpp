#include "interpreter/repl/history.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace perilune::repl {

namespace {

constexpr std::size_t longest_entry = 64 << 10;
constexpr off_t largest_file = 4 << 20;

// A line of the file: the lines of an entry are joined by \n, a backslash is doubled.
std::string packed(const std::string& entry) {
  std::string line;
  for (const char c : entry) {
    if (c == '\n') line += "\\n";
    else if (c == '\\') line += "\\\\";
    else if (c != '\r' && c != '\0') line += c;
  }
  return line + '\n';
}

std::string unpacked(const std::string& line) {
  std::string entry;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) entry += line[i];
    else entry += line[++i] == 'n' ? '\n' : line[i];
  }
  return entry;
}

// The folders above the file; those that are made are the user's alone.
void make_folders(const std::string& path) {
  for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
    mkdir(path.substr(0, slash).c_str(), 0700);
}

// An open file with its lock, which goes with it.
class Locked {
 public:
  // Another prompt may put a shortened file in the place of this one while we wait for the lock: look again.
  Locked(const std::string& path, int flags) {
    for (int tries = 0; tries < 10; ++tries) {
      file_ = open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, 0600);
      if (file_ < 0) return;
      struct stat mine, there;
      if (fstat(file_, &mine) == 0 && S_ISREG(mine.st_mode) && lock() && stat(path.c_str(), &there) == 0 &&
          mine.st_ino == there.st_ino && mine.st_dev == there.st_dev)
        return;
      close(file_);
      file_ = -1;
    }
  }
  ~Locked() {
    if (file_ >= 0) close(file_);
  }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

  explicit operator bool() const { return file_ >= 0; }
  int file() const { return file_; }

 private:
  bool lock() const {
    while (flock(file_, LOCK_EX) != 0)
      if (errno != EINTR) return errno == ENOLCK || errno == EOPNOTSUPP;  // a file system without locks
    return true;
  }
  int file_ = -1;
};

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// The last lines of the file, at most so many; a last one without its end was cut off and is left out.
std::vector<std::string> last_lines(int file, std::size_t most) {
  struct stat status;
  std::string text;
  if (fstat(file, &status) != 0) return {};
  const off_t begin = status.st_size > largest_file ? status.st_size - largest_file : 0;
  text.resize(static_cast<std::size_t>(status.st_size - begin));
  std::size_t got = 0;
  while (got < text.size()) {
    const ssize_t count = pread(file, text.data() + got, text.size() - got, begin + static_cast<off_t>(got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  text.resize(got);
  if (begin > 0) text.erase(0, text.find('\n') + 1);
  std::vector<std::string> lines;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    if (end > at) lines.push_back(text.substr(at, end - at));
  if (lines.size() > most) lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(most));
  return lines;
}

// A new file takes the place of the old one in one step: whoever reads sees either.
void shorten(const std::string& path, int file) {
  const std::vector<std::string> lines = last_lines(file, HistoryFile::most_entries);
  const std::string other = path + "." + std::to_string(getpid());
  const int copy = open(other.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (copy < 0) return;
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  const bool written = write_all(copy, text) && fsync(copy) == 0;
  if (close(copy) != 0 || !written || rename(other.c_str(), path.c_str()) != 0) unlink(other.c_str());
}

std::string default_path() {
  // Relative paths mean nothing there: the specification of these folders says to ignore them.
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && state[0] == '/') return std::string(state) + "/perilune/history";
  const char* home = std::getenv("HOME");
  return home && home[0] == '/' ? std::string(home) + "/.local/state/perilune/history" : "";
}

}  // namespace

HistoryFile::HistoryFile() : path_(default_path()) {}

std::vector<std::string> HistoryFile::load() const {
  std::vector<std::string> entries;
  const int file = path_.empty() ? -1 : open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return entries;
  for (const std::string& line : last_lines(file, most_entries)) entries.push_back(unpacked(line));
  close(file);
  return entries;
}

void HistoryFile::append(const std::string& entry) const {
  if (path_.empty() || entry.size() > longest_entry) return;
  make_folders(path_);
  const Locked locked(path_, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK);
  if (!locked) return;
  struct stat status;
  if (fstat(locked.file(), &status) != 0) return;
  std::string line = packed(entry);
  // A write that was cut short must not swallow this entry too.
  char last = '\n';
  if (status.st_size > 0 && pread(locked.file(), &last, 1, status.st_size - 1) == 1 && last != '\n')
    line.insert(0, "\n");
  if (!write_all(locked.file(), line)) return;
  // Counting lines costs a read: only files that may be long enough are looked at.
  if (status.st_size < static_cast<off_t>(4 * most_entries)) return;
  if (last_lines(locked.file(), 2 * most_entries + 1).size() > 2 * most_entries || status.st_size > largest_file)
    shorten(path_, locked.file());
}

}  // namespace perilune::repl
