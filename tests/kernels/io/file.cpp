#include "kernels/io/file.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <thread>

#include "tests/kernels/io/files.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

std::string read_all(ByteSource& source) {
  std::string bytes;
  std::byte part[1000];
  while (const std::size_t got = source.read_some(part, sizeof part)) bytes.append(reinterpret_cast<char*>(part), got);
  return bytes;
}

// Files of this process may not grow beyond `bytes` while it lives: as good as a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("files that cannot be opened say which and why") {
  TestContext ctx;
  TemporaryFolder folder;
  CHECK_THROWS_WITH(InputFile(ctx, "/nowhere/x.npy"), "cannot open '/nowhere/x.npy': No such file or directory");
  CHECK_THROWS_WITH(InputFile(ctx, folder.path()), "cannot read '" + folder.path() + "': Is a directory");
  CHECK_THROWS_WITH(InputFile(ctx, ""), "the file name must not be empty");
  CHECK_THROWS_WITH(InputFile(ctx, std::string("/dev/null\0.npy", 14)), "the file name must not contain a NUL byte");
  CHECK_THROWS_WITH(OutputFile(ctx, "/nowhere/x.npy"), "cannot write '/nowhere/x.npy': No such file or directory");
  CHECK_THROWS_WITH(OutputFile(ctx, folder.path()), "cannot write '" + folder.path() + "': Is a directory");
  const std::string below = folder.path("file") + "/x";
  put_file(folder.path("file"), "text");
  CHECK_THROWS_WITH(InputFile(ctx, below), "cannot open '" + below + "': Not a directory");
  CHECK_THROWS_WITH(OutputFile(ctx, below), "cannot write '" + below + "': Not a directory");
  if (geteuid() != 0) {
    const std::string locked = folder.path("file");
    chmod(locked.c_str(), 0);
    CHECK_THROWS_WITH(InputFile(ctx, locked), "cannot open '" + locked + "': Permission denied");
    CHECK_THROWS_WITH(OutputFile(ctx, locked), "cannot write '" + locked + "': Permission denied");
  }
}

TEST_CASE("a file is read whole, in part, and from devices and pipes") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("f");
  put_file(path, "0123456789");
  InputFile file(ctx, path);
  CHECK(file.size() == 10);
  CHECK(file.remaining() == 10);
  std::byte part[4];
  CHECK(file.read(part, 4) == 4);
  CHECK(file.remaining() == 6);
  file.read_at(7, part, 3);
  CHECK(static_cast<char>(part[0]) == '7');
  CHECK(read_all(file) == "456789");
  CHECK_THROWS_WITH(file.read_at(8, part, 3), "'" + path + "' ends early");

  InputFile nothing(ctx, "/dev/null");
  CHECK(nothing.size() == -1);
  CHECK(read_all(nothing).empty());
  InputFile proc(ctx, "/proc/self/stat");  // says that it is empty, and is not
  CHECK(!read_all(proc).empty());

  const std::string fifo = folder.path("pipe");
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  std::thread writer([&] { put_file(fifo, std::string(100000, 'x')); });
  InputFile pipe(ctx, fifo);
  CHECK(read_all(pipe) == std::string(100000, 'x'));
  writer.join();
}

TEST_CASE("waiting for a silent pipe can be stopped") {
  TestContext ctx;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  InputFile file(ctx, "/dev/fd/" + std::to_string(ends[0]));
  ctx.deadline = Context::Clock::now() + std::chrono::milliseconds(20);
  std::byte part[4];
  CHECK_THROWS_AS(file.read_some(part, 4), Interrupted);
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("a new file appears when it is complete, and the old one stays until then") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("f");
  put_file(path, "old");
  chmod(path.c_str(), 0640);
  {
    OutputFile file(ctx, path);
    file.write(std::string(200000, 'n'));
    CHECK(get_file(path) == "old");
    CHECK(folder.names().size() == 2);
  }
  CHECK(get_file(path) == "old");
  CHECK(folder.names() == std::vector<std::string>{"f"});
  {
    OutputFile file(ctx, path);
    file.write("ne");
    file.write(std::string(200000, 'w'));
    file.write("!");
    file.commit();
  }
  CHECK(get_file(path) == "ne" + std::string(200000, 'w') + "!");
  CHECK(folder.names() == std::vector<std::string>{"f"});
  struct stat status;
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("a fresh file has the modes of any new file") {
  TestContext ctx;
  TemporaryFolder folder;
  put_file(folder.path("a"), "");
  OutputFile file(ctx, folder.path("b"));
  file.commit();
  struct stat a, b;
  REQUIRE(stat(folder.path("a").c_str(), &a) == 0);
  REQUIRE(stat(folder.path("b").c_str(), &b) == 0);
  CHECK(a.st_mode == b.st_mode);
}

TEST_CASE("writing goes through symbolic links, to files that exist or not yet") {
  TestContext ctx;
  TemporaryFolder folder;
  put_file(folder.path("real"), "old");
  REQUIRE(symlink("real", folder.path("link").c_str()) == 0);
  REQUIRE(symlink("later", folder.path("dangling").c_str()) == 0);
  for (const char* name : {"link", "dangling"}) {
    OutputFile file(ctx, folder.path(name));
    file.write("new");
    file.commit();
  }
  CHECK(get_file(folder.path("real")) == "new");
  CHECK(get_file(folder.path("later")) == "new");
  struct stat status;
  REQUIRE(lstat(folder.path("link").c_str(), &status) == 0);
  CHECK(S_ISLNK(status.st_mode));
}

TEST_CASE("a full disk is an error, and leaves the old file and nothing else") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("f");
  put_file(path, "old");
  for (const std::size_t part : {std::size_t{1000}, std::size_t{100000}}) {
    const auto attempt = [&] {
      FileSizeLimit limit(50000);
      OutputFile file(ctx, path);
      for (int i = 0; i < 100; ++i) file.write(std::string(part, 'x'));
      file.commit();
    };
    CHECK_THROWS_WITH(attempt(), "cannot write '" + path + "': File too large");
    CHECK(get_file(path) == "old");
    CHECK(folder.names() == std::vector<std::string>{"f"});
  }
  const auto to_full = [&] {
    OutputFile file(ctx, "/dev/full");
    file.write("x");
    file.commit();
  };
  CHECK_THROWS_WITH(to_full(), "cannot write '/dev/full': No space left on device");
}
