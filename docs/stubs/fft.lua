-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Discrete Fourier transforms.
---@class perilune.fft
local fft = {}

---@class perilune.fft.fft.options
---@field n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform along one axis.
---
--- y[k] is the sum of x[j] * exp(-2 pi i j k / n), where j and k count from 0. The transform of real data costs half of that of complex data.
---
--- ```lua
--- local y = fft.fft{1, 2, 3, 4}
--- print(y.real, y.imag)  --> [10. -2. -2. -2.]	[ 0.  2.  0. -2.]
--- print(fft.fft({1, 1}, {n = 4, norm = "ortho"}).real)  --> [1.  0.5 0.  0.5]
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.fft.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.fft.options): perilune.array
function fft.fft(x, n, axis, norm, options) end

---@class perilune.fft.ifft.options
---@field n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.fft`.
---
--- y[j] is the sum of x[k] * exp(2 pi i j k / n) over n, where j and k count from 0.
---
--- ```lua
--- print(fft.ifft{4, 0, 0, 0}.real)  --> [1. 1. 1. 1.]
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.ifft.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.ifft.options): perilune.array
function fft.ifft(x, n, axis, norm, options) end

---@class perilune.fft.rfft.options
---@field n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform of real data along one axis.
---
--- Those values of fft that belong to frequencies from 0 to n // 2; the others are their conjugates. It takes half of the time and memory.
---
--- ```lua
--- print(fft.rfft{1, 2, 3, 4})  --> [10.+0.j -2.+2.j -2.+0.j]
--- ```
---@param x perilune.array_like The signal or signals, real.
---@param n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.rfft.options
---@return perilune.array y The first n // 2 + 1 values of the transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.rfft.options): perilune.array
function fft.rfft(x, n, axis, norm, options) end

---@class perilune.fft.irfft.options
---@field n? integer The length of the result, which x does not tell: without it 2 * (m - 1), where m is the length of x. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.rfft`.
---
--- The length of the result must be given when it is odd: x does not tell.
---
--- ```lua
--- print(fft.irfft(fft.rfft{1, 2, 3}, 3))  --> [1. 2. 3.]
--- ```
---@param x perilune.array_like The first n // 2 + 1 values; the imaginary part of what must be real is not read.
---@param n? integer The length of the result, which x does not tell: without it 2 * (m - 1), where m is the length of x. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.irfft.options
---@return perilune.array y The result, real.
---@overload fun(x: perilune.array_like, options: perilune.fft.irfft.options): perilune.array
function fft.irfft(x, n, axis, norm, options) end

---@class perilune.fft.hfft.options
---@field n? integer The length of the result, which x does not tell: without it 2 * (m - 1), where m is the length of x. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Transform of a signal whose other half mirrors it, conjugated.
---
--- Such a signal has a real transform. x is its half with the times from 0 to n // 2.
---
--- ```lua
--- print(fft.hfft{1, 2, 3})  --> [ 8. -2.  0. -2.]
--- ```
---@param x perilune.array_like The first n // 2 + 1 values; the imaginary part of what must be real is not read.
---@param n? integer The length of the result, which x does not tell: without it 2 * (m - 1), where m is the length of x. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.hfft.options
---@return perilune.array y The result, real.
---@overload fun(x: perilune.array_like, options: perilune.fft.hfft.options): perilune.array
function fft.hfft(x, n, axis, norm, options) end

---@class perilune.fft.ihfft.options
---@field n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@field axis? integer The axis along which the signals lie. (default -1)
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.hfft`.
---
--- The half of the signal with the times from 0 to n // 2.
---
--- ```lua
--- print(fft.ihfft{8, -2, 0, -2}.real)  --> [1. 2. 3.]
--- ```
---@param x perilune.array_like The signal or signals, real.
---@param n? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@param axis? integer The axis along which the signals lie. (default -1)
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.ihfft.options
---@return perilune.array y The first n // 2 + 1 values of the transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.ihfft.options): perilune.array
function fft.ihfft(x, n, axis, norm, options) end

---@class perilune.fft.fft2.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The two axes; without them the last two.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform along two axes.
---
--- `fft.fft` along one axis after the other.
---
--- ```lua
--- print(fft.fft2{{1, 2}, {3, 4}}.real)
--- --> [[10. -2.]
--- -->  [-4.  0.]]
--- ```
---@param x perilune.array_like The data, real or complex.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The two axes; without them the last two.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.fft2.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.fft2.options): perilune.array
function fft.fft2(x, s, axes, norm, options) end

---@class perilune.fft.ifft2.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The two axes; without them the last two.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.fft2`.
---
--- `fft.ifft` along one axis after the other.
---
--- ```lua
--- print(fft.ifft2(fft.fft2{{1, 2}, {3, 4}}).real)
--- --> [[1. 2.]
--- -->  [3. 4.]]
--- ```
---@param x perilune.array_like The data, real or complex.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The two axes; without them the last two.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.ifft2.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.ifft2.options): perilune.array
function fft.ifft2(x, s, axes, norm, options) end

---@class perilune.fft.rfft2.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The two axes; without them the last two.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform of real data along two axes.
---
--- `fft.rfft` along the second axis, `fft.fft` along the first.
---
--- ```lua
--- print(fft.rfft2(pl.ones{2, 4}).real)
--- --> [[8. 0. 0.]
--- -->  [0. 0. 0.]]
--- ```
---@param x perilune.array_like The data, real.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The two axes; without them the last two.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.rfft2.options
---@return perilune.array y The transform, complex; along the last of the axes its first n // 2 + 1 values.
---@overload fun(x: perilune.array_like, options: perilune.fft.rfft2.options): perilune.array
function fft.rfft2(x, s, axes, norm, options) end

---@class perilune.fft.irfft2.options
---@field s? integer|integer[] The lengths of the result along the axes; without it those of x, and 2 * (m - 1) along the last of the axes, where m is the length of x.
---@field axes? integer|integer[] The two axes; without them the last two.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.rfft2`.
---
--- The lengths must be given when the last one is odd: x does not tell.
---
--- ```lua
--- print(fft.irfft2(fft.rfft2{{1, 2, 3}, {4, 5, 6}}, {2, 3}))
--- --> [[1. 2. 3.]
--- -->  [4. 5. 6.]]
--- ```
---@param x perilune.array_like What `fft.rfft2` gives.
---@param s? integer|integer[] The lengths of the result along the axes; without it those of x, and 2 * (m - 1) along the last of the axes, where m is the length of x.
---@param axes? integer|integer[] The two axes; without them the last two.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.irfft2.options
---@return perilune.array y The result, real.
---@overload fun(x: perilune.array_like, options: perilune.fft.irfft2.options): perilune.array
function fft.irfft2(x, s, axes, norm, options) end

---@class perilune.fft.fftn.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform along several axes.
---
--- `fft.fft` along one axis after the other.
---
--- ```lua
--- print(fft.fftn(pl.ones{2, 2, 2})(1, 1, 1))  --> (8+0j)
--- print(fft.fftn(pl.ones{2, 3}, {axes = {1}}).real)
--- --> [[2. 2. 2.]
--- -->  [0. 0. 0.]]
--- ```
---@param x perilune.array_like The data, real or complex.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.fftn.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.fftn.options): perilune.array
function fft.fftn(x, s, axes, norm, options) end

---@class perilune.fft.ifftn.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.fftn`.
---
--- `fft.ifft` along one axis after the other.
---
--- ```lua
--- print(fft.ifftn(fft.fftn{{1, 2}, {3, 4}}).real)
--- --> [[1. 2.]
--- -->  [3. 4.]]
--- ```
---@param x perilune.array_like The data, real or complex.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.ifftn.options
---@return perilune.array y The transform, complex.
---@overload fun(x: perilune.array_like, options: perilune.fft.ifftn.options): perilune.array
function fft.ifftn(x, s, axes, norm, options) end

---@class perilune.fft.rfftn.options
---@field s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@field axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Discrete Fourier transform of real data along several axes.
---
--- `fft.rfft` along the last of the axes, `fft.fft` along the others.
---
--- ```lua
--- print(fft.rfftn(pl.ones{2, 2, 4}).shape)  --> {2, 2, 3}
--- ```
---@param x perilune.array_like The data, real.
---@param s? integer|integer[] The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, their own lengths.
---@param axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.rfftn.options
---@return perilune.array y The transform, complex; along the last of the axes its first n // 2 + 1 values.
---@overload fun(x: perilune.array_like, options: perilune.fft.rfftn.options): perilune.array
function fft.rfftn(x, s, axes, norm, options) end

---@class perilune.fft.irfftn.options
---@field s? integer|integer[] The lengths of the result along the axes; without it those of x, and 2 * (m - 1) along the last of the axes, where m is the length of x.
---@field axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@field norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@field workers? integer How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows. (at least -1)

--- Inverse of `fft.rfftn`.
---
--- The lengths must be given when the last one is odd: x does not tell.
---
--- ```lua
--- print(fft.irfftn(fft.rfftn{{1, 2, 3}, {4, 5, 6}}, {2, 3}))
--- --> [[1. 2. 3.]
--- -->  [4. 5. 6.]]
--- ```
---@param x perilune.array_like What `fft.rfftn` gives.
---@param s? integer|integer[] The lengths of the result along the axes; without it those of x, and 2 * (m - 1) along the last of the axes, where m is the length of x.
---@param axes? integer|integer[] The axes; without them as many of the last ones as s has lengths, or all.
---@param norm? "backward"|"ortho"|"forward" Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward transform. (default "backward")
---@param options? perilune.fft.irfftn.options
---@return perilune.array y The result, real.
---@overload fun(x: perilune.array_like, options: perilune.fft.irfftn.options): perilune.array
function fft.irfftn(x, s, axes, norm, options) end

---@class perilune.fft.fftfreq.options
---@field d? number The time between two samples. (finite, default 1)

--- The frequencies that the values of `fft.fft` belong to.
---
--- 0, 1, ... and then the negative ones up to -1, over n * d. `fft.fftshift` brings them into rising order.
---
--- ```lua
--- print(fft.fftfreq(5, 0.2))  --> [ 0.  1.  2. -2. -1.]
--- ```
---@param n integer The length of the transform. (at least 1)
---@param d? number The time between two samples. (finite, default 1)
---@param options? perilune.fft.fftfreq.options
---@return perilune.array f The frequencies, in cycles per unit of d. (shape (n))
---@overload fun(n: integer, options: perilune.fft.fftfreq.options): perilune.array
function fft.fftfreq(n, d, options) end

---@class perilune.fft.rfftfreq.options
---@field d? number The time between two samples. (finite, default 1)

--- The frequencies that the values of `fft.rfft` belong to.
---
--- 0, 1, ..., n // 2, over n * d.
---
--- ```lua
--- print(fft.rfftfreq(5, 0.2))  --> [0. 1. 2.]
--- ```
---@param n integer The length of the transform. (at least 1)
---@param d? number The time between two samples. (finite, default 1)
---@param options? perilune.fft.rfftfreq.options
---@return perilune.array f The frequencies, in cycles per unit of d. (shape (n // 2 + 1))
---@overload fun(n: integer, options: perilune.fft.rfftfreq.options): perilune.array
function fft.rfftfreq(n, d, options) end

---@class perilune.fft.fftshift.options
---@field axes? integer|integer[] The axes; without them all.

--- Brings frequency 0 to the middle.
---
--- Each axis is rolled by half of its length, rounded down.
---
--- ```lua
--- print(fft.fftshift(fft.fftfreq(5, 0.2)))  --> [-2. -1.  0.  1.  2.]
--- ```
---@param x perilune.array_like The array.
---@param axes? integer|integer[] The axes; without them all.
---@param options? perilune.fft.fftshift.options
---@return perilune.array y A copy in the other order.
---@overload fun(x: perilune.array_like, options: perilune.fft.fftshift.options): perilune.array
function fft.fftshift(x, axes, options) end

---@class perilune.fft.ifftshift.options
---@field axes? integer|integer[] The axes; without them all.

--- Undoes `fft.fftshift`.
---
--- The same for even lengths; for odd ones, one element further.
---
--- ```lua
--- print(fft.ifftshift{-2, -1, 0, 1, 2})  --> [ 0.  1.  2. -2. -1.]
--- ```
---@param x perilune.array_like The array.
---@param axes? integer|integer[] The axes; without them all.
---@param options? perilune.fft.ifftshift.options
---@return perilune.array y A copy in the other order.
---@overload fun(x: perilune.array_like, options: perilune.fft.ifftshift.options): perilune.array
function fft.ifftshift(x, axes, options) end

---@class perilune.fft.next_fast_len.options
---@field real? boolean Whether the data will be real, as for rfft and irfft. (default false)

--- A length, at least as large, of which transforms are fast.
---
--- The smallest one without prime factors above 11, or above 5 for real data.
---
--- ```lua
--- print(fft.next_fast_len(1021), fft.next_fast_len(1021, true))  --> 1024	1024
--- print(fft.next_fast_len(93059), fft.next_fast_len(93059, true))  --> 93170	93312
--- ```
---@param target integer The least length. (0 to 2.30584300921369e+18)
---@param real? boolean Whether the data will be real, as for rfft and irfft. (default false)
---@param options? perilune.fft.next_fast_len.options
---@return integer n The length.
---@overload fun(target: integer, options: perilune.fft.next_fast_len.options): integer
function fft.next_fast_len(target, real, options) end
