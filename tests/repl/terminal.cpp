#include "tests/repl/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace perilune::test {

void Screen::put(const std::string& letter) {
  auto& line = lines_[row_];
  if (line.size() <= column_) line.resize(column_ + 1, " ");
  line[column_++] = letter;
}

void Screen::control(char last, const std::string& arguments) {
  const std::size_t count =
      arguments.empty() || arguments[0] == '?' ? 1 : static_cast<std::size_t>(std::atoi(arguments.c_str()));
  auto& line = lines_[row_];
  switch (last) {
    case 'A': row_ -= std::min(row_, count); break;
    case 'B': row_ = std::min(row_ + count, lines_.size() - 1); break;
    case 'C': column_ += count; break;
    case 'D': column_ -= std::min(column_, count); break;
    case 'G': column_ = count - 1; break;
    case 'J': lines_.resize(row_ + 1); [[fallthrough]];
    case 'K':
      if (lines_[row_].size() > column_) lines_[row_].resize(column_);
      break;
    case 'P':
      if (column_ < line.size())
        line.erase(line.begin() + static_cast<std::ptrdiff_t>(column_),
                   line.begin() + static_cast<std::ptrdiff_t>(std::min(column_ + count, line.size())));
      break;
    case '@':
      if (column_ < line.size()) line.insert(line.begin() + static_cast<std::ptrdiff_t>(column_), count, " ");
      break;
    default: break;
  }
}

void Screen::write(const std::string& bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!pending_.empty()) {
      pending_ += c;
      if (pending_[0] == '\033') {
        if (pending_.size() == 2 && c != '[' && c != ']') pending_.clear();
        else if (pending_.size() > 2 && pending_[1] == '[' && c >= '@') {
          control(c, pending_.substr(2, pending_.size() - 3));
          pending_.clear();
        } else if (pending_[1] == ']' && c == '\a') pending_.clear();
        continue;
      }
      const auto lead = static_cast<unsigned char>(pending_[0]);
      if (pending_.size() == (lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u)) {
        put(pending_);
        pending_.clear();
      }
    } else if (c == '\033' || byte >= 0xC0) pending_ = c;
    else if (c == '\r') column_ = 0;
    else if (c == '\t') column_ += 8 - column_ % 8;
    else if (c == '\b') column_ -= column_ > 0;
    else if (c == '\n') {
      if (++row_ == lines_.size()) lines_.emplace_back();
      // A terminal in its raw state goes straight down; what matters here is the line.
    } else if (byte >= 32) put({c});
  }
}

std::string Screen::line(std::size_t row) const {
  std::string text;
  for (const std::string& letter : lines_.at(row)) text += letter;
  return text;
}

std::string Screen::text(std::size_t first) const {
  std::string text;
  for (std::size_t i = first; i < lines_.size(); ++i) text += (i > first ? "\n" : "") + line(i);
  return text;
}

namespace {

std::string new_folder() {
  char path[] = "/tmp/perilune-prompt-XXXXXX";
  REQUIRE(mkdtemp(path));
  return path;
}

}  // namespace

Folder::Folder() : path(new_folder()) {}

Folder::~Folder() {
  if (std::system(("rm -rf '" + path + "'").c_str()) != 0) std::perror(path.c_str());
}

void Folder::write(const std::string& name, const std::string& text) const { std::ofstream(path + "/" + name) << text; }

std::string Folder::read(const std::string& name) const {
  std::ostringstream text;
  text << std::ifstream(path + "/" + name).rdbuf();
  return text.str();
}

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  INFO(name << " is not set");
  REQUIRE(value);
  return value;
}

}  // namespace

std::string editor() { return setting("PERILUNE_EDITOR"); }

Terminal::Terminal(const Folder& folder, const Environment& environment, const std::vector<std::string>& arguments) {
  const std::string program = setting("PERILUNE_PROGRAM");
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  winsize size{};
  size.ws_row = 50;
  size.ws_col = 200;
  process_ = forkpty(&file_, nullptr, nullptr, &size);
  REQUIRE(process_ >= 0);
  if (process_ == 0) {
    for (const char* name : {"XDG_STATE_HOME", "NO_COLOR", "LUA_INIT", "LUA_INIT_5_4", "INPUTRC"}) unsetenv(name);
    setenv("HOME", folder.path.c_str(), 1);
    setenv("TERM", "xterm", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    if (chdir(folder.path.c_str()) == 0) execv(words[0], words.data());
    _exit(127);
  }
  wait("the first prompt", [&] { return line() == "> "; });
}

Terminal::~Terminal() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(file_);
}

void Terminal::send(const std::string& keys) {
  std::size_t sent = 0;
  while (sent < keys.size()) {
    // What the program writes meanwhile must not block it.
    const ssize_t count = ::write(file_, keys.data() + sent, std::min<std::size_t>(keys.size() - sent, 512));
    REQUIRE(count > 0);
    sent += static_cast<std::size_t>(count);
    if (sent < keys.size()) read(0);
  }
}

bool Terminal::read(int milliseconds) {
  pollfd input{file_, POLLIN, 0};
  if (poll(&input, 1, milliseconds) <= 0) return true;
  char buffer[4096];
  const ssize_t count = ::read(file_, buffer, sizeof buffer);
  if (count <= 0) return false;  // the other end is closed
  const std::string bytes(buffer, static_cast<std::size_t>(count));
  bytes_ += bytes;
  screen_.write(bytes);
  return true;
}

template <class Condition>
void Terminal::wait(const std::string& what, Condition condition) {
  // What is silent for so long, even on a slow machine, has nothing more to say.
  constexpr std::chrono::seconds whole(60), silence(20);
  const auto begin = std::chrono::steady_clock::now();
  auto heard = begin;
  while (!condition()) {
    const std::size_t before = bytes_.size();
    const bool open = read(100);
    const auto now = std::chrono::steady_clock::now();
    if (bytes_.size() > before) heard = now;
    if (open && now - begin < whole && now - heard < silence) continue;
    if (condition()) return;
    FAIL("waited for " << what << "; the screen shows:\n" << text());
  }
}

std::string Terminal::after(const std::string& keys) {
  const std::size_t row = screen_.row();
  send(keys);
  const auto there = [&] { return screen_.row() > row && line() == "> "; };
  wait("the prompt after " + keys, there);
  std::string all = screen_.text(row);
  all.resize(all.size() - 2);  // the prompt
  all.erase(0, all.find('\n') + 1);
  if (all.ends_with('\n')) all.pop_back();
  return all;
}

void Terminal::paste(const std::string& text, const std::string& expected) {
  const std::size_t row = screen_.row();
  send("\033[200~" + text + "\033[201~\r");
  // The pasted text may hold lines that look like a prompt.
  wait("the answer " + expected, [&] { return screen_.text(row).ends_with("\n" + expected + "\n> "); });
  CHECK(line() == "> ");
}

void Terminal::more(const std::string& typed) {
  const std::size_t row = screen_.row();
  send(typed + "\r");
  wait("the prompt for more after " + typed, [&] { return screen_.row() > row && line() == ">> "; });
}

std::string Terminal::listing(const std::string& typed) {
  const std::size_t row = screen_.row();
  send(typed + "\t");
  wait("the list for " + typed, [&] { return screen_.row() > row && line() == "> " + typed; });
  const std::string all = screen_.text(row + 1);
  return all.substr(0, all.rfind("\n> "));
}

void Terminal::expect_line(const std::string& expected) {
  wait("the line " + expected, [&] { return line() == expected; });
}

void Terminal::expect_text(const std::string& expected) {
  wait("the text " + expected, [&] { return text().find(expected) != std::string::npos; });
}

void Terminal::expect_end(const std::string& expected) {
  wait("the end " + expected, [&] { return text().ends_with(expected); });
}

void Terminal::expect_quiet() {
  std::size_t before;
  do {
    before = bytes_.size();
    read(500);
  } while (bytes_.size() > before);
}

int Terminal::end() {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (read(100))
    if (std::chrono::steady_clock::now() > limit) FAIL("the program does not end; the screen shows:\n" << text());
  int status = 0;
  REQUIRE(waitpid(process_, &status, 0) == process_);
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace perilune::test
