-- sparse from Lua: building, converting, reading, writing, operators, methods, errors. The numerics are tested with the
-- kernels.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse

local dense = pl.array{{1, 0, 2}, {0, 3, 0}}
local makers = {csr = sparse.csr_matrix, csc = sparse.csc_matrix, coo = sparse.coo_matrix}

check.group("building", function()
  for format, make in pairs(makers) do
    local a = make(dense)
    check.eq({a.format, a.nnz, a.size, a.ndim, a.dtype, #a}, {format, 3, 3, 2, "float64", 2})
    check.eq(a.shape == {2, 3}, true)
    check.eq(a == dense, true)
    check.eq(dense == a, true)
    check.eq(make{{1, 0, 2}, {0, 3, 0}} == a, true, "a nested table")
    check.eq(make{data = {1, 2, 3}, row = {1, 1, 2}, col = {1, 3, 2}, shape = {2, 3}} == a, true)
    check.eq(make{data = {1, 2, 3}, row = {1, 1, 2}, col = {1, 3, 2}} == a, true, "as large as the positions need")
    check.eq(make{shape = {4, 5}}.shape == {4, 5}, true)
    check.eq(make({data = {1}, row = {1}, col = {1}}, {shape = {2, 2}}).shape == {2, 2}, true)
    for _, dtype in ipairs{"float32", "complex64", "complex128"} do
      check.eq(make(dense, {dtype = dtype}).dtype, dtype)
    end
    check.eq(make(pl.array({{0, 7}}, "int64")).dtype, "float64")
    check.eq(make{1, 0, 2}.shape == {1, 3}, true, "a vector is one row")
    local shared, own = make(a), make(a, {copy = true})
    a.data[1] = 10
    check.eq({shared(1, 1), own(1, 1)}, {10.0, 1.0})
  end
  check.eq(sparse.csr_array == sparse.csr_matrix, true)
  local twice = sparse.coo_matrix{data = {1, 2}, row = {1, 1}, col = {2, 2}}
  check.eq({twice.nnz, twice:tocsr().nnz, twice(1, 2)}, {2, 1, 3.0})
  check.eq(sparse.csr_matrix{data = {1, 2}, indices = {2, 1}, indptr = {1, 2, 2, 3}}:toarray() ==
           pl.array{{0, 1}, {0, 0}, {2, 0}}, true)
  check.eq(sparse.csc_matrix{data = {1, 2}, indices = {2, 1}, indptr = {1, 2, 2, 3}, shape = {2, 3}}:toarray() ==
           pl.array{{0, 0, 2}, {1, 0, 0}}, true)
end)

check.group("arrays that lie", function()
  local csr = sparse.csr_matrix
  local function with(t)
    local all = {data = {1, 2}, indices = {1, 2}, indptr = {1, 2, 3}, shape = {2, 2}}
    for k, v in pairs(t) do all[k] = v end
    return csr, all
  end
  check.raises("sparse.csr_matrix: indices must be whole numbers from 1 to 2, got 3", with{indices = {1, 3}})
  check.raises("sparse.csr_matrix: indices must be whole numbers from 1 to 2, got 0", with{indices = {0, 1}})
  check.raises("sparse.csr_matrix: indptr must not fall, got 2 after 3", with{indptr = {1, 3, 2, 3}, shape = {3, 2}})
  check.raises("sparse.csr_matrix: indptr must begin with 1, got 2", with{indptr = {2, 2, 3}})
  check.raises("sparse.csr_matrix: indptr must end with 3, after the last value of data, got 2", with{indptr = {1, 1, 2}})
  check.raises("sparse.csr_matrix: indptr must have one entry more than there are rows (3), got 2", with{indptr = {1, 3}})
  check.raises("sparse.csr_matrix: indices must have one entry for each value of data (2), got 3", with{indices = {1, 2, 1}})
  check.raises("sparse.coo_matrix: row must be whole numbers from 1 to 2, got 1.5", sparse.coo_matrix,
               {data = {1}, row = {1.5}, col = {1}, shape = {2, 2}})
  check.raises("sparse.csr_matrix: arg1 must have data, row and col, or data, indices and indptr, or shape alone", csr,
               {data = {1}})
  check.raises("sparse.csr_matrix: arg1 has data, row and col, or data, indices and indptr, and shape, got 'rows' " ..
               "(did you mean 'row'?)", csr, {data = {1}, rows = {1}})
  check.raises_like("sparse.csr_matrix: shape must be that of the matrix, 2x3, got", csr, dense, {shape = {3, 3}})
  check.raises_like("dtype must be float64, float32, complex128 or complex64, got 'int64'", csr, dense, {dtype = "int64"})
  check.raises_like("arg1 must be", csr, "text")
  check.raises_like("one or two axes", csr, pl.zeros{2, 2, 2})
end)

check.group("conversion", function()
  for format, make in pairs(makers) do
    local a = make(dense)
    for to in pairs(makers) do
      check.eq(a["to" .. to](a).format, to)
      check.eq(a["to" .. to](a) == a, true)
      check.eq(a:asformat(to).format, to)
    end
    check.eq(a:asformat().format, format)
    check.eq(a:toarray() == dense, true)
    check.eq(a:todense() == dense, true)
    local out = pl.ones{2, 3}
    check.eq(rawequal(a:toarray{out = out}, out) and out == dense, true)
    check.eq(a:astype("complex64").dtype, "complex64")
    check.eq(a.T == dense.T, true)
    check.eq(a:transpose().T == a, true)
    check.eq((a * pl.complex(0, 1)).H == a.T * pl.complex(0, -1), true)
    check.eq((a * pl.complex(2, 1)).real == a * 2, true)
    check.eq((a * pl.complex(2, 1)).imag == a, true)
    check.eq(a.imag.nnz, 0)
    local copy = a:copy()
    copy.data[1] = 5
    check.eq(a(1, 1), 1.0)
  end
  check.raises_like("out must have shape 2x3", function() sparse.eye(2, 3):toarray{out = pl.zeros{3, 2}} end)
end)

check.group("arrays from 1, made once, read-only", function()
  local a = sparse.csr_matrix(dense)
  check.eq(a.indptr:tolist(), {1, 3, 4})
  check.eq(a.indices:tolist(), {1, 3, 2})
  check.eq(a.data:tolist(), {1.0, 2.0, 3.0})
  local t = a:tocoo()
  check.eq({t.row:tolist(), t.col:tolist()}, {{1, 1, 2}, {1, 3, 2}})
  check.raises_like("read%-only", function() a.indices[1] = 2 end)
  check.raises_like("read%-only", function() t.row[1] = 2 end)
  a.data[2] = 7
  check.eq(a(1, 3), 7.0)
  check.raises_like("sparse.csr_matrix object has no field or method 'row'", function() return a.row end)
  check.raises_like("sparse.csr_matrix object is read%-only", function() a.nnz = 3 end)
  -- What the arrays say is what the matrix is made from.
  check.eq(sparse.csr_matrix{data = a.data, indices = a.indices, indptr = a.indptr, shape = a.shape} == a, true)
end)

check.group("reading", function()
  for _, make in pairs(makers) do
    local a = make(dense)
    check.eq({a(1, 3), a[{2, 2}], a(-1, -2), a(1, 2), a:get(2, 2)}, {2.0, 3.0, 3.0, 0.0, 3.0})
    check.eq(a[1] == dense["1:1"], true)
    check.eq(a(2) == dense["2:2"], true)
    check.eq(a["1:2, 3"] == dense[":, 3:3"], true)
    check.eq(a(":", "::-1") == dense[":, ::-1"], true)
    check.eq(a("...") == dense, true)
    check.eq(a({2, 1, 2}) == dense({2, 1, 2}), true)
    check.eq(a(":", {3, 3, 1}) == dense(":", {3, 3, 1}), true)
    check.eq(a({1, 2, 1}, {3, 2, 2}):tolist(), {2.0, 3.0, 0.0})
    check.eq(a[pl.array{false, true}] == dense["2:2"], true)
    check.eq(a:getrow(2) == dense["2:2"], true)
    check.eq(a:getcol(-1) == dense[":, 3:3"], true)
    check.eq((a:nonzero()):tolist(), {1, 1, 2})
    check.raises_like("index 3 is out of range for axis 1 with length 2", function() return a(3, 1) end)
    check.raises_like("index %-4 is out of range for axis 2 with length 3", function() return a(1, -4) end)
    check.raises_like("index 0", function() return a(0, 1) end)
    check.raises_like("two axes, got 3 subscripts", function() return a(1, 1, 1) end)
    check.raises_like("same length, got 2 rows and 3 columns", function() return a({1, 2}, {1, 2, 3}) end)
    check.raises_like("i must be a row of a matrix of shape 2x3", function() return a:getrow(3) end)
  end
end)

check.group("writing", function()
  for format, make in pairs(makers) do
    local a, d = make(dense), dense:copy()
    local function both(f) f(a); f(d); check.eq(a == d, true); check.eq(a.format, format) end
    both(function(m) m[{1, 1}] = 5 end)
    both(function(m) m[{2, 1}] = 6 end)
    both(function(m) m:set(1, 2, 7) end)
    both(function(m) m["2, :"] = 8 end)
    both(function(m) m["1:2, 1:2"] = {{1, 2}, {3, 4}} end)
  end
  local a = sparse.csr_matrix(dense)
  a[{{1, 2}, {1, 1}}] = {5, 6}
  check.eq(a(":", 1):toarray() == pl.array{{5}, {6}}, true)
  a["1, :"] = sparse.csr_matrix{{0, 9, 0}}
  check.eq(a[1] == pl.array{{0, 9, 0}}, true)
  a:setdiag(4)
  a:setdiag({7, 8}, 1)
  check.eq({a(1, 1), a(2, 2), a(1, 2), a(2, 3)}, {4.0, 4.0, 7.0, 8.0})
  check.raises_like("value must be real where the matrix is", function() a[{1, 1}] = pl.complex(1, 1) end)
  check.raises_like("values must be a number or a vector of length 2", function() a:setdiag{1, 2, 3} end)
  local narrow = sparse.eye(2, {dtype = "float32"})
  narrow:setdiag(7)
  check.eq({narrow.dtype, narrow(1, 1)}, {"float32", 7.0})  -- as when an element is set
  check.raises_like("values must be real where the matrix is", function() narrow:setdiag(pl.complex(0, 1)) end)
  check.raises_like("k must be a diagonal of the matrix", function() a:setdiag(1, 5) end)
end)

check.group("operators", function()
  local a = sparse.csr_matrix(dense)
  check.eq(a + a == dense * 2, true)
  check.eq((a - a).nnz, 0)
  check.eq(a - a:tocsc() * 3 == dense * -2, true)
  check.eq(2 * a == a * 2, true)
  check.eq(a / 2 == dense / 2, true)
  check.eq(-a == dense * -1, true)
  check.eq((a * pl.complex(0, 1)).dtype, "complex128")
  check.eq((sparse.eye(2, {dtype = "float32"}) * 3).dtype, "float32")
  check.eq(a == a:tocoo(), true)
  check.eq(a == sparse.eye(2), false)
  check.raises_like("use a:dot%(b%) for the matrix product", function() return a * a end)
  check.raises_like("use a:dot%(b%) for the matrix product", function() return a * dense end)
  check.raises_like("s:toarray%(%) is a dense one", function() return a + dense end)
  check.raises_like("s:toarray%(%) is a dense one", function() return 1 + a end)
  check.raises_like("use a:power%(n%)", function() return a ^ 2 end)
  check.raises_like("use a:multiply%(1 / b%)", function() return 2 / a end)
  check.raises_like("other must have the shape of self %(2x3%), got a matrix of shape 2x2",
                    function() return a + sparse.eye(2) end)
  check.eq(tostring(a), "csr matrix 2x3 of float64, 3 stored\n  (1, 1)  1.0\n  (1, 3)  2.0\n  (2, 2)  3.0")
end)

check.group("products and elementwise methods", function()
  for _, make in pairs(makers) do
    local a = make(dense)
    check.eq(a:dot{1, 1, 1}:tolist(), {3.0, 3.0})
    check.eq(a:dot(dense.T) == dense:dot(dense.T), true)
    check.eq(a:dot(a.T) == dense:dot(dense.T), true)
    check.eq(sparse.issparse(a:dot(a.T)), true)
    check.eq(a:multiply(dense) == dense * dense, true)
    check.eq(a:multiply(a) == dense * dense, true)
    check.eq(a:multiply(3) == dense * 3, true)
    check.eq(a:multiply{1, 2, 3} == dense * pl.array{1, 2, 3}, true)
    check.eq(a:multiply(sparse.csr_matrix{{1, 2, 3}}) == dense * pl.array{1, 2, 3}, true)
    check.eq(a:divide(4) == dense / 4, true)
    check.eq(a:divide{{2}, {4}} == dense / pl.array{{2}, {4}}, true)
    check.eq(a:power(2) == dense ^ 2, true)
    check.eq(a:maximum(a * 2) == dense * 2, true)
    check.eq(a:minimum(2) == pl.minimum(dense, 2), true)
    check.eq(a:maximum(-1) == dense, true)
    check.eq((a * -1):abs() == dense, true)
    check.eq(a:power(2):sqrt() == dense, true)
    check.near((a * pl.complex(1, 1)):conj():toarray(), dense * pl.complex(1, -1), 0)
    check.eq((a * -5):sign() == dense:gt(0):astype("float64") * -1, true)
    check.near(a:log1p():expm1():toarray(), dense, 1e-15)
  end
  local a = sparse.csr_matrix(dense)
  check.raises("csr_matrix:dot: other must have 3 rows, as many as self (2x3) has columns, got a vector of length 2", a.dot, a,
               {1, 2})
  check.raises_like("other must not be positive", a.maximum, a, 1)
  check.raises_like("n must be greater than 0", a.power, a, -1)
  check.raises_like("other must be", a.dot, a, 3)
  check.raises_like("complex values have no order", function() return (a * pl.complex(0, 1)):max() end)
end)

check.group("reductions", function()
  for _, make in pairs(makers) do
    local a = make(dense)
    check.eq({a:sum(), a:mean(), a:max(), a:min(), a:trace(), a:trace(2)}, {6.0, 1.0, 3.0, 0.0, 4.0, 2.0})
    check.eq({a:sum(1):tolist(), a:sum(2):tolist(), a:sum{axis = -1}:tolist()}, {{1.0, 3.0, 2.0}, {3.0, 3.0}, {3.0, 3.0}})
    check.eq(a:sum(pl.none), 6.0)
    check.eq({a:mean(1):tolist(), a:max(2):tolist(), a:min(1):tolist()}, {{0.5, 1.5, 1.0}, {2.0, 3.0}, {0.0, 0.0, 0.0}})
    check.eq({a:diagonal():tolist(), a:diagonal(2):tolist(), a:diagonal(-1):tolist()}, {{1.0, 3.0}, {2.0}, {0.0}})
    check.eq((a * 0):count_nonzero(), 0)
    local twice = sparse.coo_matrix{data = {1, -1, 2, 3}, row = {1, 1, 2, 2}, col = {1, 1, 2, 2}}
    check.eq(twice:count_nonzero(), 1)  -- one place is one element, and the other comes out as zero
    local z = a * 0
    check.eq(z.nnz, 3)
    z:eliminate_zeros()
    check.eq(z.nnz, 0)
  end
  check.raises_like("axis", function() sparse.eye(2):sum(3) end)
  local t = sparse.csr_matrix{data = {1, 2, 3}, indices = {2, 1, 2}, indptr = {1, 4}}
  check.eq({t.has_sorted_indices, t.has_canonical_format}, {false, false})
  t:sort_indices()
  check.eq({t.has_sorted_indices, t.has_canonical_format, t.data:tolist()}, {true, false, {2.0, 1.0, 3.0}})
  t:sum_duplicates()
  check.eq({t.has_canonical_format, t.data:tolist(), t.indices:tolist()}, {true, {2.0, 4.0}, {1, 2}})
end)

check.group("constructors", function()
  check.eq(sparse.eye(3) == pl.eye(3), true)
  check.eq(sparse.eye(3, 4, -1, {format = "coo", dtype = "float32"}):toarray() == pl.eye(3, 4, -1), true)
  check.eq(sparse.identity(3, {dtype = "complex64", format = "csc"}).dtype, "complex64")
  check.eq(sparse.diags({{1, 2}, {3}}, {0, 1}):toarray() == pl.array{{1, 3}, {0, 2}}, true)
  check.eq(sparse.diags{1, 2} == pl.array{{1, 0}, {0, 2}}, true)
  check.eq(sparse.diags({1, 2}, 1) == pl.array{{0, 1, 0}, {0, 0, 2}, {0, 0, 0}}, true)
  check.eq(sparse.diags({-1, 2, -1}, {-1, 0, 1}, {2, 2}, {format = "csc", dtype = "float32"}) == pl.array{{2, -1}, {-1, 2}}, true)
  check.eq(sparse.diags({pl.arange(3), pl.ones(2)}, {0, -1}) == pl.array{{0, 0, 0}, {1, 1, 0}, {0, 1, 2}}, true)
  check.eq(sparse.kron({{1, 2}}, pl.eye(2), {format = "coo"}) == pl.array{{1, 0, 2, 0}, {0, 1, 0, 2}}, true)
  local a = sparse.csr_matrix(dense)
  check.eq(sparse.hstack{a, dense} == pl.hstack{dense, dense}, true)
  check.eq(sparse.vstack({a, a}, {format = "csc", dtype = "float32"}).dtype, "float32")
  check.eq(sparse.block_diag{a, {{5}}}.shape == {3, 4}, true)
  check.eq(sparse.bmat{{a, pl.none}, {pl.none, {{5}}}} == sparse.block_diag{a, {{5}}}, true)
  check.eq(sparse.tril(a, -1).nnz + sparse.triu(a).nnz, 3)
  local i, j, v = sparse.find(a)
  check.eq({i:tolist(), j:tolist(), v:tolist()}, {{1, 2, 1}, {1, 2, 3}, {1.0, 3.0, 2.0}})
  local r = sparse.random(20, 30, 0.1, {rng = 3, format = "csr"})
  check.eq({r.nnz, r.format, r == sparse.random(20, 30, {density = 0.1, random_state = 3})}, {60, "csr", true})
  check.eq(sparse.random(5, 5, 1, {data_rvs = function(n) return pl.ones(n) end}):sum(), 25.0)
  check.eq(sparse.random(5, 5, 0.2, {dtype = "complex64", rng = pl.random.default_rng(1)}).dtype, "complex64")
  check.eq({sparse.issparse(a), sparse.issparse(dense), sparse.issparse(3), sparse.issparse "a"}, {true, false, false, false})
  check.raises_like("blocks must agree on the height of block row 1 %(2%), got 3", sparse.hstack, {a, a.T})
  check.raises_like("as many entries as fit: 3 at offset 0", sparse.diags, {{1, 2}}, {0}, {3, 3})
  -- Memory goes by what is drawn: reordering all places would take 40 GB.
  local large = sparse.random(100000, 50000, 1e-5, {rng = 4, format = "csr"})
  check.eq({large.nnz, large == sparse.random(100000, 50000, 1e-5, {rng = 4, format = "csr"})}, {50000, true})
  large:sum_duplicates()
  check.eq(large.nnz, 50000)
  check.raises_like("density must be", sparse.random, 3, 3, 2)
  check.raises_like("data_rvs returned a", sparse.random, 2, 2, 1, {data_rvs = function() return {1, 2} end})
end)

check.group("large matrices", function()
  local wide = sparse.csr_matrix{data = {1}, row = {2 ^ 20}, col = {2 ^ 20}, shape = {2 ^ 20, 2 ^ 20}}  -- 8 TB dense
  check.raises_like("memory", wide.toarray, wide)
  check.eq(sparse.coo_matrix{data = {1}, row = {1}, col = {2 ^ 40}}.col[1], math.tointeger(2 ^ 40))
end)

check.group("far out", function()
  local most = math.mininteger
  check.eq({sparse.eye(3, 3, most).nnz, #sparse.eye(3):diagonal(most), sparse.eye(3):trace(math.maxinteger)}, {0, 0, 0.0})
  check.raises_like("offsets must lie within 2%^62", sparse.diags, {{1}}, {most}, {3, 3})
  check.raises_like("k must be a diagonal of the matrix", function() sparse.eye(3):setdiag(1, most) end)
  local tall = sparse.coo_matrix{shape = {1 << 62, 1}}
  check.raises_like("blocks must not be larger together than 2%^63 %- 1", sparse.vstack, {tall, tall})
  check.raises_like(".", tall.tocsr, tall)
  check.raises_like(".", sparse.csr_matrix, pl.zeros{2 ^ 40, 0})
end)
