// A program without a line editor.

#if !defined(PERILUNE_READLINE) && !defined(PERILUNE_LIBEDIT)

#include "interpreter/repl/console.h"

namespace perilune::repl {

std::unique_ptr<Console> editing_console(EditorSettings) { return nullptr; }

const EditorLibrary* editor_library() { return nullptr; }

}  // namespace perilune::repl

#endif
