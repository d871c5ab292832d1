-- string.pack, unpack and packsize.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack, unpack, size = string.pack, string.unpack, string.packsize

local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end

check.group("sizes", function()
  eq(size "b", 1)
  eq(size "h", 2)
  eq(size "i", 4)
  eq(size "l", 8)
  eq(size "j", 8)
  eq(size "T", 8)
  eq(size "f", 4)
  eq(size "d", 8)
  eq(size "n", 8)
  for n = 1, 16 do eq(size("i" .. n), n) end
  eq(size "<!8 b Xh i4 i8 c1 Xi8", 24)
  eq(size "c10", 10)
  eq(size "", 0)
  eq(size "!4 i1 i4", 8)
  eq(size "i1 i4", 5)
  raises("bad argument #1 to 'string.packsize' (variable-length format)", size, "s")
  raises("bad argument #1 to 'string.packsize' (variable-length format)", size, "z")
  raises("bad argument #1 to 'string.packsize' (format result too large)", size, ("c1000000000"):rep(3))
end)

check.group("byte order", function()
  eq(hex(pack("<i4", 0x01020304)), "04030201")
  eq(hex(pack(">i4", 0x01020304)), "01020304")
  eq(hex(pack(">I2 <I2 =I2", 1, 1, 1)), "00010100" .. hex(pack("=I2", 1)))
  eq(unpack("<I2", "\1\2"), 513)
  eq(unpack(">I2", "\1\2"), 258)
  eq(hex(pack(">d", 1)), "3ff0000000000000")
  eq(hex(pack("<f", -2)), "000000c0")
  eq(hex(pack(">i3", -2)), "fffffe")
  eq(hex(pack(">i16", -2)), ("ff"):rep(15) .. "fe")
  eq(hex(pack("<I16", 5)), "05" .. ("00"):rep(15))
end)

check.group("there and back", function()
  for _, format in ipairs{"b", "h", "i", "l", "j", "i3", "i5", "i7", "i16"} do
    for _, order in ipairs{"<", ">"} do
      local most = size(format) >= 8 and math.maxinteger or (1 << (size(format) * 8 - 1)) - 1
      for _, value in ipairs{0, 1, -1, most, -most - 1} do eq((unpack(order .. format, pack(order .. format, value))), value, format) end
    end
  end
  for _, format in ipairs{"B", "H", "I", "I3", "I7"} do
    local most = (1 << (size(format) * 8)) - 1
    eq((unpack(format, pack(format, most))), most, format)
  end
  eq((unpack("J", pack("J", -1))), -1)
  eq((unpack("d", pack("d", 0.1))), 0.1)
  eq((unpack("n", pack("n", -1e300))), -1e300)
  eq((unpack("f", pack("f", 0.5))), 0.5)
  check.near((unpack("f", pack("f", 0.1))), 0.1, 1e-8)
  eq((unpack("d", pack("d", math.huge))), math.huge)
  eq(table.pack(unpack("<i2 >i2 z s1 c3", pack("<i2 >i2 z s1 c3", 1, 2, "zero", "len", "abc"))),
     table.pack(1, 2, "zero", "len", "abc", 17))
end)

check.group("strings", function()
  eq(hex(pack("z", "ab")), "616200")
  eq(hex(pack("s1", "ab")), "026162")
  eq(hex(pack(">s2", "ab")), "00026162")
  eq(hex(pack("c5", "ab")), "6162000000")
  eq(pack("c0", ""), "")
  eq((unpack("z", "abc\0def")), "abc")
  eq(select(2, unpack("z", "abc\0def")), 5)
  eq((unpack("s1", "\3abcdef")), "abc")
  eq((unpack("c2", "abc")), "ab")
  eq(#pack("s", ("x"):rep(1000)), 1008)
  raises("bad argument #2 to 'string.pack' (string contains zeros)", pack, "z", "a\0b")
  raises("bad argument #2 to 'string.pack' (string length does not fit in given size)", pack, "s1", ("x"):rep(256))
  raises("bad argument #2 to 'string.pack' (string longer than given size)", pack, "c2", "abc")
  raises("bad argument #2 to 'string.unpack' (unfinished string for format 'z')", unpack, "z", "abc")
  raises("bad argument #2 to 'string.unpack' (data string too short)", unpack, "s1", "\5abc")
  raises("missing size for format option 'c'", pack, "c", "x")
end)

check.group("alignment and padding", function()
  eq(hex(pack("<!4 i1 i4", 1, 2)), "0100000002000000")
  eq(hex(pack("<!2 i1 i4", 1, 2)), "010002000000")
  eq(hex(pack("<! i1 Xi4 i1", 1, 2)), "0100000002")
  eq(hex(pack("<i1 x i1", 1, 2)), "010002")
  eq(hex(pack("<!4 i1 !2 i4", 1, 2)), "010002000000")
  eq(table.pack(unpack("<!4 i1 i4", pack("<!4 i1 i4", 1, 2))), table.pack(1, 2, 9))
  raises("bad argument #1 to 'string.pack' (format asks for alignment not power of 2)", pack, "!4 i3", 1)
  raises("bad argument #1 to 'string.pack' (invalid next option for option 'X')", pack, "X")
  raises("bad argument #1 to 'string.pack' (invalid next option for option 'X')", pack, "Xz")
end)

check.group("places", function()
  local data = pack("<i4 i4 i4", 10, 20, 30)
  eq(table.pack(unpack("<i4", data, 5)), table.pack(20, 9))
  eq(table.pack(unpack("<i4", data, -4)), table.pack(30, 13))
  eq(table.pack(unpack("", data, 13)), table.pack(13))
  raises("bad argument #3 to 'string.unpack' (initial position out of string)", unpack, "b", "abc", 5)
  raises("bad argument #2 to 'string.unpack' (data string too short)", unpack, "i4", "abc")
  raises("bad argument #2 to 'string.unpack' (data string too short)", unpack, "b", "abc", 4)
end)

check.group("what does not fit", function()
  raises("bad argument #2 to 'string.pack' (integer overflow)", pack, "b", 128)
  raises("bad argument #2 to 'string.pack' (integer overflow)", pack, "i2", -32769)
  raises("bad argument #2 to 'string.pack' (unsigned overflow)", pack, "B", 256)
  raises("bad argument #2 to 'string.pack' (unsigned overflow)", pack, "I4", -1)
  raises("9-byte integer does not fit into Lua Integer", unpack, "<I9", ("\255"):rep(9))
  eq((unpack("<I9", "\1" .. ("\0"):rep(8))), 1)
  eq((unpack("<i9", ("\255"):rep(9))), -1)
  raises("integral size (17) out of limits [1,16]", pack, "i17", 1)
  raises("integral size (0) out of limits [1,16]", pack, "i0", 1)
  raises("invalid format option 'q'", pack, "q", 1)
  raises("bad argument #2 to 'string.pack' (number expected, got nil)", pack, "i4")
  raises("bad argument #2 to 'string.pack' (number has no integer representation)", pack, "i4", 1.5)
end)
