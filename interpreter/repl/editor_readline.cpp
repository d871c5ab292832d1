// The console on a terminal with GNU readline, by its callback interface: the waiting is ours, so that Ctrl-C is seen
// the moment it comes.

#if defined(PERILUNE_READLINE)

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
// After cstdio: the headers of readline use FILE without declaring it.
#include <readline/history.h>
#include <readline/readline.h>

#include "interpreter/repl/console.h"
#include "interpreter/repl/line_reader.h"
#include "interpreter/repl/terminal.h"
#include "interpreter/runtime/interrupt.h"

namespace perilune::repl {

namespace {

class ReadlineConsole : public Console {
 public:
  explicit ReadlineConsole(EditorSettings settings) : settings_(std::move(settings)) {
    active_ = this;
    rl_readline_name = const_cast<char*>("perilune");
    rl_persistent_signal_handlers = 1;
    // readline takes the user's locale for the whole process; scripts shall go on in the one they began in.
    const std::string before = std::setlocale(LC_CTYPE, nullptr);
    rl_initialize();
    std::setlocale(LC_CTYPE, before.c_str());
    using_history();
    rl_bind_key('\t', on_tab);
    rl_getc_function = next_byte;
  }
  ~ReadlineConsole() override { active_ = nullptr; }

  Line read(const std::string& prompt, std::string& text) override {
    const TypingLocale locale;
    std::fflush(stdout);
    done_ = false;
    line_ = nullptr;
    // readline would keep a Ctrl-C until it next looks, which may be in the next line: it does not get to see one.
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
#if RL_READLINE_VERSION >= 0x0801
    rl_eof_found = 0;  // of a line that was given up: readline would show it at the end of this one
#endif
    rl_callback_handler_install(marked(prompt).c_str(), on_line);
    runtime::on_sigint(note_interrupt);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    while (!done_ && !interrupt_waits())
      if (wait()) rl_callback_read_char();
    // One that comes behind a whole line is for whom the line is.
    const bool given_up = !line_ && take_interrupt();
    if (given_up) rl_echo_signal_char(SIGINT);
    if (!done_) {
      rl_free_line_state();
      rl_callback_sigcleanup();
    }
    rl_callback_handler_remove();
    runtime::rest_sigint();
    if (given_up) {
      std::fputs("\n", stdout);
      std::fflush(stdout);
      return Line::interrupted;
    }
    if (!line_) return Line::end;
    text = line_;
    std::free(line_);
    return Line::text;
  }

  void recall(const std::string& entry) override { add_history(entry.c_str()); }

 private:
  // True when a key can be read. A signal between the look at what came and the waiting must not be lost.
  static bool wait() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool ready = false;
    if (!rl_pending_signal() && !interrupt_waits()) {
      pollfd input{STDIN_FILENO, POLLIN, 0};
      ready = ppoll(&input, 1, nullptr, &before) > 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (rl_pending_signal()) {
      rl_check_signals();
      runtime::on_sigint(note_interrupt);  // after Ctrl-Z readline has taken it again
    }
    return ready && !interrupt_waits();
  }

  // The next byte of what is typed, EOF when Ctrl-C came.
  static int next_byte(FILE*) {
    for (;;) {
      if (interrupt_waits()) return EOF;
      unsigned char byte;
      const ssize_t count = ::read(keys(), &byte, 1);
      if (count > 0) return byte;
      if (count == 0 || (errno != EINTR && errno != EAGAIN)) return EOF;
      wait();
    }
  }

  // readline has to know what of a prompt takes no room.
  std::string marked(const std::string& prompt) const {
    if (!settings_.colour) return prompt;
    return "\001\033[1m\002" + prompt + "\001\033[0m\002";
  }

  static void on_line(char* line) {
    active_->done_ = true;
    active_->line_ = line;
    rl_callback_handler_remove();  // no second prompt
  }

  static int on_tab(int, int) {
    const std::string line(rl_line_buffer, static_cast<std::size_t>(rl_end));
    const auto cursor = static_cast<std::size_t>(rl_point);
    if (line.find_first_not_of(" \t\n") >= cursor) return rl_insert_text("  "), 0;
    const Offer offer = active_->settings_.offer(line, cursor);
    const std::string there = line.substr(offer.start, cursor - offer.start);
    if (!offer.insert.empty() && offer.insert != there) {
      rl_begin_undo_group();
      rl_delete_text(static_cast<int>(offer.start), rl_point);
      rl_point = static_cast<int>(offer.start);
      rl_insert_text(offer.insert.c_str());
      rl_end_undo_group();
    } else if (offer.words.size() > 1) {
      rl_crlf();
      std::fputs(columns(offer.words, terminal_width()).c_str(), rl_outstream);
      rl_forced_update_display();
    } else {
      rl_ding();
    }
    return 0;
  }

  EditorSettings settings_;
  bool done_ = false;
  char* line_ = nullptr;
  static ReadlineConsole* active_;  // readline has one state per process
};

ReadlineConsole* ReadlineConsole::active_ = nullptr;

}  // namespace

std::unique_ptr<Console> editing_console(EditorSettings settings) {
  return std::make_unique<ReadlineConsole>(std::move(settings));
}

const EditorLibrary* editor_library() {
  static const EditorLibrary library{"readline", rl_library_version, "GPL-3.0-or-later"};
  return &library;
}

}  // namespace perilune::repl

#endif
