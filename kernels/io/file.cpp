#include "kernels/io/file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace perilune::io {

namespace {

constexpr std::size_t largest_call = std::size_t{4} << 20;  // bytes per system call, between two polls
constexpr std::size_t buffer_bytes = std::size_t{1} << 16;

// A NUL would cut the path short inside the system, and name another file.
void check_path(const std::string& path) {
  if (path.empty()) throw ValueError("the file name must not be empty");
  if (path.find('\0') != std::string::npos) throw ValueError("the file name must not contain a NUL byte");
}

[[noreturn]] void refuse(const char* what, const std::string& path, int error) {
  throw IoError(std::string(what) + " '" + path + "': " + system_reason(error));
}

// The standard streams by their names in /dev: a second open() of a redirected file would start over at its beginning.
int duplicated_stream(const std::string& path) {
  if (path == "/dev/stdin") return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (path == "/dev/stdout") return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (path == "/dev/stderr") return fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  return -2;
}

// Follows links by hand: the last one may point at a file that does not exist yet.
std::string follow_links(std::string path) {
  char text[4096];
  for (int i = 0; i < 40; ++i) {
    const ssize_t n = readlink(path.c_str(), text, sizeof text);
    if (n <= 0 || n == static_cast<ssize_t>(sizeof text)) return path;
    const std::string to(text, static_cast<std::size_t>(n));
    const std::size_t slash = path.rfind('/');
    path = to[0] == '/' || slash == std::string::npos ? to : path.substr(0, slash + 1) + to;
  }
  return path;
}

}  // namespace

std::string system_reason(int error) { return std::error_code(error, std::generic_category()).message(); }

InputFile::InputFile(Context& ctx, const std::string& path) : ctx_(ctx), path_(path) {
  check_path(path);
  ctx.check_file(path.c_str(), false);
  fd_ = duplicated_stream(path);
  while (fd_ == -2 || (fd_ == -1 && errno == EINTR)) {
    ctx.poll();
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  }
  if (fd_ < 0) refuse("cannot open", path, errno);
  struct stat status;
  const bool known = fstat(fd_, &status) == 0;
  if (!known || S_ISDIR(status.st_mode)) {
    const int error = known ? EISDIR : errno;
    ::close(fd_);
    refuse("cannot read", path, error);
  }
  if (S_ISREG(status.st_mode)) {
    size_ = status.st_size;
    at_ = std::max<std::int64_t>(lseek(fd_, 0, SEEK_CUR), 0);  // a shared stream may have been read already
    if (size_ == 0) size_ = -1;                                // files of /proc say 0 and have text all the same
  }
}

InputFile::~InputFile() {
  if (fd_ >= 0) ::close(fd_);
}

void InputFile::wait_for_data() {
  for (;;) {
    ctx_.poll();
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 50) != 0) return;  // ready, at its end, or in error: read() will tell which
  }
}

std::size_t InputFile::read_some(std::byte* to, std::size_t n) {
  if (n == 0) return 0;
  for (;;) {
    if (size_ < 0) wait_for_data();
    ctx_.poll();
    const ssize_t got = ::read(fd_, to, std::min(n, largest_call));
    if (got >= 0) {
      at_ += got;
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR && errno != EAGAIN) refuse("cannot read", path_, errno);
  }
}

void InputFile::read_at(std::int64_t offset, std::byte* to, std::size_t n) const {
  while (n > 0) {
    ctx_.poll();
    const ssize_t got = ::pread(fd_, to, std::min(n, largest_call), offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse("cannot read", path_, errno);
    if (got == 0) throw IoError("'" + path_ + "' ends early");
    to += got;
    offset += got;
    n -= static_cast<std::size_t>(got);
  }
}

OutputFile::OutputFile(Context& ctx, const std::string& path) : ctx_(ctx), path_(path), buffer_(ctx.vector<char>()) {
  check_path(path);
  ctx.check_file(path.c_str(), true);
  buffer_.reserve(buffer_bytes);
  fd_ = duplicated_stream(path);
  if (fd_ >= 0) return;
  if (fd_ == -1) refuse("cannot write", path, errno);
  struct stat status;
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) refuse("cannot write", path, errno);
  if (exists && S_ISDIR(status.st_mode)) refuse("cannot write", path, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    do {
      ctx.poll();
      fd_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    } while (fd_ < 0 && errno == EINTR);
    if (fd_ < 0) refuse("cannot write", path, errno);
    return;
  }
  // Renaming would replace a file that may not be written; opening it for writing would have failed.
  if (exists && ::access(path.c_str(), W_OK) != 0) refuse("cannot write", path, errno);
  target_ = follow_links(path);
  open_beside(exists ? status.st_mode & 07777 : 0);
}

void OutputFile::open_beside(unsigned mode) {
  const std::size_t slash = target_.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : target_.substr(0, slash + 1);
  auto seed = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  seed ^= static_cast<std::uint64_t>(getpid()) << 32;
  for (int attempt = 0; attempt < 100 && fd_ < 0; ++attempt) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    temporary_ = folder + format(".perilune-%010llx.tmp", static_cast<unsigned long long>(seed >> 24));
    fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd_ < 0 && errno != EEXIST && errno != EINTR) break;
  }
  if (fd_ < 0) {
    const int error = errno;
    temporary_.clear();
    refuse("cannot write", path_, error);
  }
  if (mode && fchmod(fd_, static_cast<mode_t>(mode)) != 0) fail(errno);
}

OutputFile::~OutputFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::fail(int error) {
  // A constructor that throws runs no destructor, so the clean-up is here as well.
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
  refuse("cannot write", path_, error);
}

void OutputFile::put(const char* data, std::size_t n) {
  while (n > 0) {
    ctx_.poll();
    const ssize_t done = ::write(fd_, data, std::min(n, largest_call));
    if (done < 0 && (errno == EINTR || errno == EAGAIN)) {
      if (errno == EAGAIN) {
        pollfd waiting{fd_, POLLOUT, 0};
        ::poll(&waiting, 1, 50);
      }
      continue;
    }
    if (done < 0) fail(errno);
    data += done;
    n -= static_cast<std::size_t>(done);
  }
}

void OutputFile::write(const void* data, std::size_t n) {
  const char* from = static_cast<const char*>(data);
  if (buffer_.size() + n > buffer_bytes) {
    put(buffer_.data(), buffer_.size());
    buffer_.clear();
    if (n >= buffer_bytes) return put(from, n);
  }
  buffer_.insert(buffer_.end(), from, from + n);
}

void OutputFile::commit() {
  put(buffer_.data(), buffer_.size());
  buffer_.clear();
  // Some file systems report a full disk only here.
  if (::close(std::exchange(fd_, -1)) != 0 && errno != EINTR) fail(errno);
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

}  // namespace perilune::io
