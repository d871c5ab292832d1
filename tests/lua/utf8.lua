-- The utf8 library.
local check = require "check"
local eq, raises = check.eq, check.raises

local text = "aé€😀"  -- one, two, three and four bytes

check.group("char and charpattern", function()
  eq(utf8.char(), "")
  eq(utf8.char(97, 233, 8364, 128512), text)
  eq(utf8.char(0), "\0")
  eq(utf8.char(0x7FFFFFFF), "\xFD\xBF\xBF\xBF\xBF\xBF")
  eq(utf8.charpattern, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*")
  local parts = {}
  for c in text:gmatch(utf8.charpattern) do parts[#parts + 1] = #c end
  eq(parts, {1, 2, 3, 4})
  raises("bad argument #1 to 'utf8.char' (value out of range)", utf8.char, -1)
  raises("bad argument #2 to 'utf8.char' (value out of range)", utf8.char, 1, 0x80000000)
end)

check.group("len", function()
  eq(utf8.len "", 0)
  eq(utf8.len "abc", 3)
  eq(utf8.len(text), 4)
  eq(utf8.len(text, 2), 3)
  eq(utf8.len(text, -4), 1)
  eq(utf8.len(text, 2, 4), 2)
  eq(utf8.len(text, 11), 0)
  eq(table.pack(utf8.len "ab\xff"), table.pack(nil, 3))
  eq(table.pack(utf8.len "\xC3"), table.pack(nil, 1))
  eq(table.pack(utf8.len(text, 3)), table.pack(nil, 3))
  eq(table.pack(utf8.len "\xC0\x80"), table.pack(nil, 1))
  eq(table.pack(utf8.len "\xED\xA0\x80"), table.pack(nil, 1))
  eq(utf8.len("\xED\xA0\x80", 1, -1, true), 1)
  eq(table.pack(utf8.len "\xF4\x90\x80\x80"), table.pack(nil, 1))
  eq(utf8.len("\xF4\x90\x80\x80", 1, -1, true), 1)
  raises("bad argument #2 to 'utf8.len' (initial position out of bounds)", utf8.len, "abc", 5)
  raises("bad argument #3 to 'utf8.len' (final position out of bounds)", utf8.len, "abc", 1, 4)
end)

check.group("codepoint", function()
  eq(table.pack(utf8.codepoint(text, 1, -1)), table.pack(97, 233, 8364, 128512))
  eq(utf8.codepoint "a", 97)
  eq(utf8.codepoint(text, 2), 233)
  eq(select("#", utf8.codepoint(text, 3, 2)), 0)
  raises("invalid UTF-8 code", utf8.codepoint, text, 3)
  raises("bad argument #2 to 'utf8.codepoint' (out of bounds)", utf8.codepoint, "abc", 0)
  raises("bad argument #3 to 'utf8.codepoint' (out of bounds)", utf8.codepoint, "abc", 4)
  raises("bad argument #3 to 'utf8.codepoint' (out of bounds)", utf8.codepoint, "abc", 1, 4)
end)

check.group("offset", function()
  eq(utf8.offset(text, 1), 1)
  eq(utf8.offset(text, 3), 4)
  eq(utf8.offset(text, 5), 11)
  eq(utf8.offset(text, 6), nil)
  eq(utf8.offset(text, -1), 7)
  eq(utf8.offset(text, -4), 1)
  eq(utf8.offset(text, -5), nil)
  eq(utf8.offset(text, 0, 5), 4)
  eq(utf8.offset(text, 0, 4), 4)
  eq(utf8.offset(text, 2, 4), 7)
  eq(utf8.offset(text, -1, 7), 4)
  eq(utf8.offset("", 1), 1)
  raises("initial position is a continuation byte", utf8.offset, text, 1, 3)
  raises("bad argument #3 to 'utf8.offset' (position out of bounds)", utf8.offset, text, 1, 12)
end)

check.group("codes", function()
  local found = {}
  for place, code in utf8.codes(text) do found[#found + 1] = place .. ":" .. code end
  eq(found, {"1:97", "2:233", "4:8364", "7:128512"})
  for _ in utf8.codes "" do check(false, "nothing to walk over") end
  raises("invalid UTF-8 code", function() for _ in utf8.codes "ab\xff" do end end)
  raises("invalid UTF-8 code", function() for _ in utf8.codes "\xF4\x90\x80\x80" do end end)
  local lax = {}
  for _, code in utf8.codes("\xF4\x90\x80\x80", true) do lax[#lax + 1] = code end
  eq(lax, {0x110000})
end)
