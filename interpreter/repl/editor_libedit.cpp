// The console on a terminal with libedit, by its own interface. What readline has and libedit has not, bracketed paste,
// is a bound key here.

#if defined(PERILUNE_LIBEDIT)

#include <histedit.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include "interpreter/repl/console.h"
#include "interpreter/repl/line_reader.h"
#include "interpreter/repl/terminal.h"
#include "interpreter/runtime/interrupt.h"

namespace perilune::repl {

namespace {

volatile std::sig_atomic_t resized = 0, stopped = 0;
void note_size(int) { resized = 1; }
void note_stop(int) { stopped = 1; }

void on(int signal, void (*action)(int), struct sigaction* before) {
  struct sigaction sa = {};
  sa.sa_handler = action;
  sigemptyset(&sa.sa_mask);
  sigaction(signal, &sa, before);
}

constexpr char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

class LibeditConsole : public Console {
 public:
  explicit LibeditConsole(EditorSettings settings) : settings_(std::move(settings)) {
    const TypingLocale locale;
    HistEvent event;
    history_ = history_init();
    history(history_, &event, H_SETSIZE, 10000);
    edit_ = el_init("perilune", stdin, stdout, stderr);
    el_set(edit_, EL_CLIENTDATA, this);
    el_set(edit_, EL_PROMPT_ESC, show_prompt, '\1');
    el_set(edit_, EL_EDITOR, "emacs");
    el_set(edit_, EL_SIGNAL, 0);
    el_set(edit_, EL_HIST, ::history, history_);
    el_set(edit_, EL_GETCFN, read_key);
    el_set(edit_, EL_ADDFN, "perilune-complete", "offers what fits", on_tab);
    el_set(edit_, EL_BIND, "\t", "perilune-complete", nullptr);
    el_set(edit_, EL_ADDFN, "perilune-paste", "takes what is pasted", on_paste);
    el_set(edit_, EL_BIND, paste_begin, "perilune-paste", nullptr);
    el_set(edit_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(edit_, nullptr);  // the user's ~/.editrc
  }
  ~LibeditConsole() override {
    el_end(edit_);
    history_end(history_);
  }

  Line read(const std::string& prompt, std::string& text) override {
    const TypingLocale locale;
    std::fflush(stdout);
    prompt_ = settings_.colour ? "\1\033[1m\1" + prompt + "\1\033[0m\1" : prompt;
    stopped = 0;
    struct sigaction size_before, stop_before;
    runtime::on_sigint(note_interrupt);
    on(SIGWINCH, note_size, &size_before);
    on(SIGTSTP, note_stop, &stop_before);
    // Before the prompt, which libedit writes first: the terminal must not show what is typed at once a second time.
    el_set(edit_, EL_PREP_TERM, 1);
    write("\033[?2004h");
    int count = 0;
    const char* line = el_gets(edit_, &count);
    const bool whole = line && count > 0 && line[count - 1] == '\n';
    // One that comes behind a whole line is for whom the line is.
    const bool given_up = !whole && take_interrupt();
    if (given_up) el_reset(edit_);
    write("\033[?2004l");
    runtime::rest_sigint();
    sigaction(SIGWINCH, &size_before, nullptr);
    sigaction(SIGTSTP, &stop_before, nullptr);
    if (given_up) {
      write("\n");
      return Line::interrupted;
    }
    if (!line || count <= 0) return Line::end;
    text.assign(line, static_cast<std::size_t>(count));
    if (text.ends_with('\n')) text.pop_back();
    return Line::text;
  }

  void recall(const std::string& entry) override {
    HistEvent event;
    history(history_, &event, H_ENTER, entry.c_str());
  }

 private:
  static LibeditConsole& of(EditLine* edit) {
    void* self = nullptr;
    el_get(edit, EL_CLIENTDATA, &self);
    return *static_cast<LibeditConsole*>(self);
  }

  static void write(const char* text) {
    std::fputs(text, stdout);
    std::fflush(stdout);
  }

  static char* show_prompt(EditLine* edit) { return of(edit).prompt_.data(); }

  // One byte; 0 at the end of the input, -1 when Ctrl-C came.
  int read_byte(char& byte) {
    for (;;) {
      sigset_t all, before;
      sigfillset(&all);
      pthread_sigmask(SIG_BLOCK, &all, &before);
      bool ready = false;
      if (!interrupt_waits() && !resized && !stopped) {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        ready = ppoll(&input, 1, nullptr, &before) > 0;
      }
      pthread_sigmask(SIG_SETMASK, &before, nullptr);
      if (interrupt_waits()) return -1;
      if (stopped) sleep_and_return();
      if (resized) {
        resized = 0;
        el_resize(edit_);
      }
      if (!ready) continue;
      const ssize_t count = ::read(keys(), &byte, 1);
      if (count >= 0) return static_cast<int>(count);
      if (errno != EINTR && errno != EAGAIN) return 0;
    }
  }

  // Ctrl-Z: the shell finds its terminal as it was.
  void sleep_and_return() {
    stopped = 0;
    el_set(edit_, EL_PREP_TERM, 0);
    on(SIGTSTP, SIG_DFL, nullptr);
    raise(SIGTSTP);
    on(SIGTSTP, note_stop, nullptr);
    el_set(edit_, EL_PREP_TERM, 1);
    el_set(edit_, EL_REFRESH);
  }

  static int read_key(EditLine* edit, wchar_t* key) {
    LibeditConsole& self = of(edit);
    std::mbstate_t state{};
    for (;;) {
      char byte;
      const int count = self.read_byte(byte);
      if (count <= 0) {
        errno = count < 0 ? EINTR : 0;
        return count;
      }
      const std::size_t used = std::mbrtowc(key, &byte, 1, &state);
      if (used == static_cast<std::size_t>(-2)) continue;  // more bytes of the same character
      if (used == static_cast<std::size_t>(-1)) {
        state = {};
        *key = static_cast<unsigned char>(byte);
      }
      return 1;
    }
  }

  static unsigned char on_paste(EditLine* edit, int) {
    LibeditConsole& self = of(edit);
    std::string text;
    while (!text.ends_with(paste_end)) {
      char byte;
      if (self.read_byte(byte) <= 0) return CC_ERROR;
      text += byte == '\r' ? '\n' : byte;
    }
    text.resize(text.size() - (sizeof paste_end - 1));
    while (text.ends_with('\n')) text.pop_back();
    return el_insertstr(edit, text.c_str()) < 0 ? CC_ERROR : CC_REFRESH;
  }

  static unsigned char on_tab(EditLine* edit, int) {
    const LineInfo& info = *el_line(edit);
    const std::string line(info.buffer, info.lastchar);
    const auto cursor = static_cast<std::size_t>(info.cursor - info.buffer);
    if (line.find_first_not_of(" \t") >= cursor) return el_insertstr(edit, "  ") < 0 ? CC_ERROR : CC_REFRESH;
    const Offer offer = of(edit).settings_.offer(line, cursor);
    const std::string there = line.substr(offer.start, cursor - offer.start);
    if (!offer.insert.empty() && offer.insert != there) {
      int letters = 0;
      for (const char c : there) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      el_deletestr(edit, letters);
      el_insertstr(edit, offer.insert.c_str());
      return CC_REFRESH;
    }
    if (offer.words.size() < 2) return CC_REFRESH_BEEP;
    write("\n");
    write(columns(offer.words, terminal_width()).c_str());
    return CC_REDISPLAY;
  }

  EditorSettings settings_;
  std::string prompt_;
  EditLine* edit_;
  History* history_;
};

}  // namespace

std::unique_ptr<Console> editing_console(EditorSettings settings) {
  return std::make_unique<LibeditConsole>(std::move(settings));
}

const EditorLibrary* editor_library() {
#define PERILUNE_TEXT_OF(x) #x
#define PERILUNE_TEXT(x) PERILUNE_TEXT_OF(x)
  static const EditorLibrary library{"libedit", PERILUNE_TEXT(LIBEDIT_MAJOR) "." PERILUNE_TEXT(LIBEDIT_MINOR),
                                     "BSD-3-Clause"};
  return &library;
}

}  // namespace perilune::repl

#endif
