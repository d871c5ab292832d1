-- LUA_INIT: a statement or a file that runs first.
local cli = require "cli"

cli.both{"a statement", [[LUA_INIT='x = 5' lua -e 'print(x)']], out = "5\n"}
cli.both{"a file", [[LUA_INIT=@init.lua lua -e 'print(x)']], files = {["init.lua"] = "x = 6"}, out = "6\n"}
cli.both{"the versioned one comes first", [[LUA_INIT='x = 1' LUA_INIT_5_4='x = 2' lua -e 'print(x)']], out = "2\n"}
cli.both{"an empty versioned one still comes first", [[LUA_INIT='x = 1' LUA_INIT_5_4= lua -e 'print(x)']], out = "nil\n"}
cli.both{"it sees arg", [[LUA_INIT='print(arg[0], arg[1])' lua -e '' ]], out = "lua\t-e\n"}
cli.both{"before -l and a script", [[LUA_INIT='print("init")' lua -l m a.lua]],
         files = {["m.lua"] = "print('module')", ["a.lua"] = "print('script')"}, out = "init\nmodule\nscript\n"}
cli.both{"an error ends it, under the name of the variable", [[LUA_INIT='error("bad")' lua -e 'print(1)']], status = 1,
         err = "lua: LUA_INIT:1: bad\nstack traceback:\n\t[C]: in function 'error'\n\tLUA_INIT:1: in main chunk\n\t[C]: in ?\n"}
cli.both{"the versioned name in its errors", [[LUA_INIT_5_4='x =' lua -e 'print(1)']], status = 1,
         err = "lua: LUA_INIT_5_4:1: unexpected symbol near <eof>\n"}
cli.both{"a file that is not there", [[LUA_INIT=@none.lua lua -e 'print(1)']], status = 1, err = "lua: cannot open none.lua: No such file or directory\n"}
cli.both{"it may end the program", [[LUA_INIT='os.exit(3)' lua -e 'print(1)']], status = 3}
