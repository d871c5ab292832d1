-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Filters, spectra and peaks of sampled signals.
---@class perilune.signal
---@field windows perilune.signal.windows Windows that fade a stretch of a signal out at its ends.
local signal = {}

---@class perilune.signal.convolve.options
---@field mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@field method? "auto"|"direct"|"fft" The sums as they stand, or by transforms; auto takes the faster way. (default "auto")

--- Convolution of two signals.
---
--- y[n] is the sum of in1[k] * in2[n - k], along all axes.
---
--- ```lua
--- print(signal.convolve({1, 2, 3}, {1, 1}))  --> [1. 3. 5. 3.]
--- print(signal.convolve({1, 2, 3}, {0, 1, 0.5}, "same"))  --> [1.  2.5 4. ]
--- ```
---@param in1 perilune.array_like The first signal.
---@param in2 perilune.array_like The second one, with as many axes.
---@param mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@param method? "auto"|"direct"|"fft" The sums as they stand, or by transforms; auto takes the faster way. (default "auto")
---@param options? perilune.signal.convolve.options
---@return perilune.array y The sums; of integers int64, exact.
---@overload fun(in1: perilune.array_like, in2: perilune.array_like, options: perilune.signal.convolve.options): perilune.array
function signal.convolve(in1, in2, mode, method, options) end

---@class perilune.signal.correlate.options
---@field mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@field method? "auto"|"direct"|"fft" The sums as they stand, or by transforms; auto takes the faster way. (default "auto")

--- Correlation of two signals.
---
--- The convolution with in2 reversed and conjugated: y[n] is the sum of in1[k + n] * conj(in2[k]). `signal.correlation_lags` tells the lags.
---
--- ```lua
--- local y = signal.correlate({0, 0, 1, 2}, {1, 2})
--- print(y)  --> [0. 0. 2. 5. 2.]
--- print(signal.correlation_lags(4, 2)[y:argmax()])  --> 2
--- ```
---@param in1 perilune.array_like The first signal.
---@param in2 perilune.array_like The second one, with as many axes.
---@param mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@param method? "auto"|"direct"|"fft" The sums as they stand, or by transforms; auto takes the faster way. (default "auto")
---@param options? perilune.signal.correlate.options
---@return perilune.array y The sums; of integers int64, exact.
---@overload fun(in1: perilune.array_like, in2: perilune.array_like, options: perilune.signal.correlate.options): perilune.array
function signal.correlate(in1, in2, mode, method, options) end

---@class perilune.signal.fftconvolve.options
---@field mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@field axes? integer|integer[] The axes along which; without it all. The others are broadcast.

--- Convolution of two signals by Fourier transforms.
---
--- In time proportional to n log n. A signal that is much longer than the other is taken in pieces. Errors are relative to the largest values.
---
--- ```lua
--- local y = signal.fftconvolve({1, 2, 3}, {1, 1}, {mode = "same"})
--- print(pl.round(y, 12))  --> [1. 3. 5.]
--- ```
---@param in1 perilune.array_like The first signal.
---@param in2 perilune.array_like The second one, with as many axes.
---@param mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@param axes? integer|integer[] The axes along which; without it all. The others are broadcast.
---@param options? perilune.signal.fftconvolve.options
---@return perilune.array y The sums, floating point.
---@overload fun(in1: perilune.array_like, in2: perilune.array_like, options: perilune.signal.fftconvolve.options): perilune.array
function signal.fftconvolve(in1, in2, mode, axes, options) end

---@class perilune.signal.oaconvolve.options
---@field mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@field axes? integer|integer[] The axes along which; without it all. The others are broadcast.

--- Convolution of two signals, the longer one in pieces.
---
--- The overlap-add method, which `signal.fftconvolve` takes by itself along a single axis where it is faster: both do the same.
---
--- ```lua
--- print(pl.round(signal.oaconvolve(pl.ones(6), {1, 1}), 12))  --> [1. 2. 2. 2. 2. 2. 1.]
--- ```
---@param in1 perilune.array_like The first signal.
---@param in2 perilune.array_like The second one, with as many axes.
---@param mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@param axes? integer|integer[] The axes along which; without it all. The others are broadcast.
---@param options? perilune.signal.oaconvolve.options
---@return perilune.array y The sums, floating point.
---@overload fun(in1: perilune.array_like, in2: perilune.array_like, options: perilune.signal.oaconvolve.options): perilune.array
function signal.oaconvolve(in1, in2, mode, axes, options) end

---@class perilune.signal.choose_conv_method.options
---@field mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")

--- Which method `signal.convolve` would take.
---
--- Long sums are faster by transforms. Integers that double precision could not hold are always summed directly.
---
--- ```lua
--- print(signal.choose_conv_method(pl.ones(10), pl.ones(3)))  --> direct
--- print(signal.choose_conv_method(pl.ones(10000), pl.ones(5000)))  --> fft
--- ```
---@param in1 perilune.array_like The first signal.
---@param in2 perilune.array_like The second one, with as many axes.
---@param mode? "full"|"same"|"valid" All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal takes part. (default "full")
---@param options? perilune.signal.choose_conv_method.options
---@return string method "direct" or "fft".
---@overload fun(in1: perilune.array_like, in2: perilune.array_like, options: perilune.signal.choose_conv_method.options): string
function signal.choose_conv_method(in1, in2, mode, options) end

---@class perilune.signal.correlation_lags.options
---@field mode? "full"|"same"|"valid" Which part was asked for. (default "full")

--- The lags that the values of `signal.correlate` belong to.
---
--- Positive where in2 had to be moved to later times to meet in1.
---
--- ```lua
--- print(signal.correlation_lags(3, 2))  --> [-1  0  1  2]
--- ```
---@param in1_len integer How long the first signal is. (1 to 1e+15)
---@param in2_len integer How long the second one is. (1 to 1e+15)
---@param mode? "full"|"same"|"valid" Which part was asked for. (default "full")
---@param options? perilune.signal.correlation_lags.options
---@return perilune.array lags By how many samples in2 was moved for each value of `signal.correlate`.
---@overload fun(in1_len: integer, in2_len: integer, options: perilune.signal.correlation_lags.options): perilune.array
function signal.correlation_lags(in1_len, in2_len, mode, options) end

---@class perilune.signal.butter.options
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- Butterworth filter: the flattest there is in the band that passes.
---
--- An analog prototype, moved to the band and brought to discrete time by the bilinear transform. The polynomials of filters of high order are inaccurate; sections of second order (output "sos") are not.
---
--- ```lua
--- local b, a = signal.butter(2, 0.5)
--- print(b, pl.sum(a))  --> [0.29289322 0.58578644 0.29289322]	1.1715728752538
--- local sos = signal.butter(4, {5, 15}, {btype = "bandpass", output = "sos", fs = 360})
--- print(sos.shape)  --> {4, 6}
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param Wn number|table|perilune.array_like The edge, where the gain is 1/sqrt(2), or the pair of them for a band: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.butter.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, Wn: number|table|perilune.array_like, options: perilune.signal.butter.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.butter(N, Wn, btype, analog, output, fs, options) end

---@class perilune.signal.cheby1.options
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- Chebyshev filter with ripples in the band that passes.
---
--- Steeper than `signal.butter` of the same order, and the gain falls steadily outside.
---
--- ```lua
--- local sos = signal.cheby1(4, 1, 0.3, {output = "sos"})
--- local w, h = signal.sosfreqz(sos, {0.3}, {fs = 2})
--- print(pl.round(pl.abs(h) ^ 2, 6))  --> [0.794328]
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param rp number How far ripples go below 1 in the band that passes, in decibel. (above 0, finite)
---@param Wn number|table|perilune.array_like The edge of the band that passes, where the gain falls below -rp decibel, or a pair: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.cheby1.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, rp: number, Wn: number|table|perilune.array_like, options: perilune.signal.cheby1.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.cheby1(N, rp, Wn, btype, analog, output, fs, options) end

---@class perilune.signal.cheby2.options
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- Chebyshev filter with ripples in the band that does not pass.
---
--- Steeper than `signal.butter` of the same order, and flat where it passes.
---
--- ```lua
--- local sos = signal.cheby2(4, 40, 0.3, {output = "sos"})
--- local w, h = signal.sosfreqz(sos, {0.3}, {fs = 2})
--- print(pl.round(pl.abs(h), 6))  --> [0.01]
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param rs number How far the gain stays below 1 in the band that does not pass, in decibel. (above 0, finite)
---@param Wn number|table|perilune.array_like The edge of the band that does not pass, where the gain reaches -rs decibel, or a pair: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.cheby2.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, rs: number, Wn: number|table|perilune.array_like, options: perilune.signal.cheby2.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.cheby2(N, rs, Wn, btype, analog, output, fs, options) end

---@class perilune.signal.ellip.options
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- Elliptic filter: the steepest, with ripples in both bands.
---
--- Also known as Cauer's.
---
--- ```lua
--- local sos = signal.ellip(4, 1, 40, 0.3, {output = "sos"})
--- local w, h = signal.sosfreqz(sos, {0, 0.3}, {fs = 2})
--- print(pl.round(pl.abs(h) ^ 2, 6))  --> [0.794328 0.794328]
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param rp number How far ripples go below 1 in the band that passes, in decibel. (above 0, finite)
---@param rs number How far the gain stays below 1 in the band that does not pass, in decibel. (above 0, finite)
---@param Wn number|table|perilune.array_like The edge of the band that passes, where the gain falls below -rp decibel, or a pair: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.ellip.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, rp: number, rs: number, Wn: number|table|perilune.array_like, options: perilune.signal.ellip.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.ellip(N, rp, rs, Wn, btype, analog, output, fs, options) end

---@class perilune.signal.bessel.options
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field norm? "phase"|"delay"|"mag" What the edge means: half of the greatest shift of phase, so that gains far away are those of butter; a delay of 1 / Wn for low frequencies; or a gain of 1/sqrt(2). (default "phase")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- Bessel filter: keeps the form of what passes.
---
--- All frequencies are delayed nearly alike, of analog filters at least.
---
--- ```lua
--- local b, a = signal.bessel(2, 1, {analog = true, norm = "delay"})
--- print(pl.round(a, 12))  --> [1. 3. 3.]
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param Wn number|table|perilune.array_like The edge, in the sense of norm, or a pair: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "lowpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param norm? "phase"|"delay"|"mag" What the edge means: half of the greatest shift of phase, so that gains far away are those of butter; a delay of 1 / Wn for low frequencies; or a gain of 1/sqrt(2). (default "phase")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.bessel.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, Wn: number|table|perilune.array_like, options: perilune.signal.bessel.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.bessel(N, Wn, btype, analog, output, norm, fs, options) end

---@class perilune.signal.iirfilter.options
---@field rp? number For cheby1 and ellip: how far ripples go below 1 in the band that passes, in decibel. (above 0, finite)
---@field rs? number For cheby2 and ellip: how far the gain stays below 1 in the band that does not pass, in decibel. (above 0, finite)
---@field btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "bandpass")
---@field analog? boolean Whether the filter is one of continuous time. (default false)
---@field ftype? "butter"|"cheby1"|"cheby2"|"ellip"|"bessel"|"bessel_phase"|"bessel_delay"|"bessel_mag"|"butterworth"|"chebyshev1"|"chebyshevi"|"chebyshev2"|"chebyshevii"|"cauer"|"elliptic" The kind of filter. (default "butter")
---@field output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@field fs? number The sampling frequency, of digital filters. (above 0, finite)

--- A filter of any of these kinds.
---
--- `signal.butter`, `signal.cheby1`, `signal.cheby2`, `signal.ellip` or `signal.bessel` by name.
---
--- ```lua
--- local b, a = signal.iirfilter(2, 0.5, {btype = "lowpass"})
--- print(b)  --> [0.29289322 0.58578644 0.29289322]
--- ```
---@param N integer The order; bands have twice as many poles. (1 to 500)
---@param Wn number|table|perilune.array_like The edge or the pair of edges, as the kind of filter understands them: as fractions of the Nyquist frequency, in the unit of fs, or, with analog, in radians per second.
---@param rp? number For cheby1 and ellip: how far ripples go below 1 in the band that passes, in decibel. (above 0, finite)
---@param rs? number For cheby2 and ellip: how far the gain stays below 1 in the band that does not pass, in decibel. (above 0, finite)
---@param btype? "lowpass"|"highpass"|"bandpass"|"bandstop"|"low"|"high"|"band"|"pass"|"stop"|"lp"|"hp"|"bp"|"bs"|"l"|"h"|"b"|"bands" What passes. Short names: low, high, band, stop. (default "bandpass")
---@param analog? boolean Whether the filter is one of continuous time. (default false)
---@param ftype? "butter"|"cheby1"|"cheby2"|"ellip"|"bessel"|"bessel_phase"|"bessel_delay"|"bessel_mag"|"butterworth"|"chebyshev1"|"chebyshevi"|"chebyshev2"|"chebyshevii"|"cauer"|"elliptic" The kind of filter. (default "butter")
---@param output? "ba"|"zpk"|"sos" Polynomials, zeros, poles and gain, or sections of second order. (default "ba")
---@param fs? number The sampling frequency, of digital filters. (above 0, finite)
---@param options? perilune.signal.iirfilter.options
---@return perilune.array b The coefficients of the numerator. (only with output = "ba")
---@return perilune.array a Those of the denominator. (only with output = "ba")
---@return perilune.array z The zeros, complex. (only with output = "zpk")
---@return perilune.array p The poles, complex. (only with output = "zpk")
---@return number k The gain. (only with output = "zpk")
---@return perilune.array sos The sections, a row each. (shape (sections, 6), only with output = "sos")
---@overload fun(N: integer, Wn: number|table|perilune.array_like, options: perilune.signal.iirfilter.options): perilune.array, perilune.array, perilune.array, perilune.array, number, perilune.array
function signal.iirfilter(N, Wn, rp, rs, btype, analog, ftype, output, fs, options) end

--- Polynomials from zeros, poles and gain.
---
--- Multiplies the factors out.
---
--- ```lua
--- print(signal.zpk2tf({1, -1}, {0.5}, 2))  --> [ 2.  0. -2.]	[ 1.  -0.5]
--- ```
---@param z perilune.array_like The zeros; those that are not real in conjugate pairs.
---@param p perilune.array_like The poles, likewise.
---@param k number The gain. (finite)
---@return perilune.array b The coefficients of the numerator.
---@return perilune.array a Those of the denominator.
function signal.zpk2tf(z, p, k) end

---@class perilune.signal.zpk2sos.options
---@field analog? boolean Whether the filter is one of continuous time. (default false)

--- Sections of second order from zeros, poles and gain.
---
--- Each pole goes with the zeros nearest to it; the poles nearest to the unit circle come last.
---
--- ```lua
--- print(signal.zpk2sos({-1, -1}, {0.5, 0.25}, 3))
--- --> [[ 3.     6.     3.     1.    -0.75   0.125]]
--- ```
---@param z perilune.array_like The zeros; those that are not real in conjugate pairs.
---@param p perilune.array_like The poles, likewise.
---@param k number The gain. (finite)
---@param options? perilune.signal.zpk2sos.options
---@return perilune.array sos The sections, a row each. (shape (sections, 6))
function signal.zpk2sos(z, p, k, options) end

---@class perilune.signal.lfilter.options
---@field axis? integer The axis of time. (default -1)
---@field zi? perilune.array_like The state to begin with: the shape of x, with max(m, n) - 1 along the axis; without it all 0. (shape (..., max(m, n) - 1))

--- Filters a signal with a ratio of polynomials.
---
--- a[1] y[n] = b[1] x[n] + b[2] x[n - 1] + ... - a[2] y[n - 1] - ..., in the transposed direct form II. Filters of high order lose their accuracy in this form: `signal.sosfilt` keeps it.
---
--- ```lua
--- print(signal.lfilter({1, 1}, {1, -0.5}, {1, 0, 0, 0}))  --> [1.    1.5   0.75  0.375]
--- local y, zf = signal.lfilter({0.5, 0.5}, {1}, {1, 2, 3}, {zi = {0}})
--- print(y, zf)  --> [0.5 1.5 2.5]	[1.5]
--- ```
---@param b perilune.array_like The coefficients of the numerator, finite. (shape (m))
---@param a perilune.array_like The coefficients of the denominator, finite; the first one is not 0. (shape (n))
---@param x perilune.array_like The signal or signals, real or complex.
---@param axis? integer The axis of time. (default -1)
---@param zi? perilune.array_like The state to begin with: the shape of x, with max(m, n) - 1 along the axis; without it all 0. (shape (..., max(m, n) - 1))
---@param options? perilune.signal.lfilter.options
---@return perilune.array y The filtered signal.
---@return perilune.array zf The state at the end. (shape (..., max(m, n) - 1), only with zi)
---@overload fun(b: perilune.array_like, a: perilune.array_like, x: perilune.array_like, options: perilune.signal.lfilter.options): perilune.array, perilune.array
function signal.lfilter(b, a, x, axis, zi, options) end

--- The state of `signal.lfilter` that has seen ones for ever.
---
--- Times the first sample of a signal it keeps the output from jumping there.
---
--- ```lua
--- print(signal.lfilter_zi({0.5, 0.5}, {1}))  --> [0.5]
--- ```
---@param b perilune.array_like The coefficients of the numerator, finite. (shape (m))
---@param a perilune.array_like The coefficients of the denominator, finite; the first one is not 0. (shape (n))
---@return perilune.array zi The state. (shape (max(m, n) - 1))
function signal.lfilter_zi(b, a) end

---@class perilune.signal.sosfilt.options
---@field axis? integer The axis of time. (default -1)
---@field zi? perilune.array_like The state to begin with: the shape of x with 2 along the axis, and in front an axis of the sections; without it all 0. (shape (sections, ..., 2))

--- Filters a signal with sections of second order, one after the other.
---
--- The way to filter: accurate at any order.
---
--- ```lua
--- local sos = signal.butter(2, 0.5, {output = "sos"})
--- print(signal.sosfilt(sos, {1, 0, 0}))  --> [0.29289322 0.58578644 0.24264069]
--- ```
---@param sos perilune.array_like The sections, a row each: b0, b1, b2, 1, a1, a2. (shape (sections, 6))
---@param x perilune.array_like The signal or signals, real or complex.
---@param axis? integer The axis of time. (default -1)
---@param zi? perilune.array_like The state to begin with: the shape of x with 2 along the axis, and in front an axis of the sections; without it all 0. (shape (sections, ..., 2))
---@param options? perilune.signal.sosfilt.options
---@return perilune.array y The filtered signal.
---@return perilune.array zf The state at the end. (shape (sections, ..., 2), only with zi)
---@overload fun(sos: perilune.array_like, x: perilune.array_like, options: perilune.signal.sosfilt.options): perilune.array, perilune.array
function signal.sosfilt(sos, x, axis, zi, options) end

--- The state of `signal.sosfilt` that has seen ones for ever.
---
--- Times the first sample of a signal it keeps the output from jumping there.
---
--- ```lua
--- print(signal.sosfilt_zi{{0.5, 0.5, 0, 1, 0, 0}})  --> [[0.5 0. ]]
--- ```
---@param sos perilune.array_like The sections, a row each: b0, b1, b2, 1, a1, a2. (shape (sections, 6))
---@return perilune.array zi The state. (shape (sections, 2))
function signal.sosfilt_zi(sos) end

---@class perilune.signal.filtfilt.options
---@field axis? integer The axis of time. (default -1)
---@field padtype? perilune.none|"odd"|"even"|"constant" How the signal goes on beyond its ends: turned about the end point, mirrored, with its last value, or (pl.none) not at all. (default "odd")
---@field padlen? integer By how many samples; without it 3 * max(m, n). (at least 0)
---@field method? "pad"|"gust" What is done about the ends: pad goes on beyond them; gust chooses the states there so that filtering forwards first or backwards first makes the least difference. (default "pad")
---@field irlen? integer After how many samples the response to an impulse may be left out; without it never, which for long signals takes much time. (at least 1)

--- Filters a signal forwards and backwards.
---
--- Nothing is delayed; the gain is that of the filter squared. `signal.sosfiltfilt` keeps the accuracy of filters of high order.
---
--- ```lua
--- local b, a = signal.butter(2, 0.2)
--- local y = signal.filtfilt(b, a, pl.ones(30))
--- print(pl.abs(y - 1):max() < 1e-12)  --> true
--- ```
---@param b perilune.array_like The coefficients of the numerator, finite. (shape (m))
---@param a perilune.array_like The coefficients of the denominator, finite; the first one is not 0. (shape (n))
---@param x perilune.array_like The signal or signals, real or complex.
---@param axis? integer The axis of time. (default -1)
---@param padtype? perilune.none|"odd"|"even"|"constant" How the signal goes on beyond its ends: turned about the end point, mirrored, with its last value, or (pl.none) not at all. (default "odd")
---@param padlen? integer By how many samples; without it 3 * max(m, n). (at least 0)
---@param method? "pad"|"gust" What is done about the ends: pad goes on beyond them; gust chooses the states there so that filtering forwards first or backwards first makes the least difference. (default "pad")
---@param irlen? integer After how many samples the response to an impulse may be left out; without it never, which for long signals takes much time. (at least 1)
---@param options? perilune.signal.filtfilt.options
---@return perilune.array y The filtered signal, as long as x.
---@overload fun(b: perilune.array_like, a: perilune.array_like, x: perilune.array_like, options: perilune.signal.filtfilt.options): perilune.array
function signal.filtfilt(b, a, x, axis, padtype, padlen, method, irlen, options) end

---@class perilune.signal.sosfiltfilt.options
---@field axis? integer The axis of time. (default -1)
---@field padtype? perilune.none|"odd"|"even"|"constant" How the signal goes on beyond its ends: turned about the end point, mirrored, with its last value, or (pl.none) not at all. (default "odd")
---@field padlen? integer By how many samples; without it 3 * (2 * sections + 1), less 3 for each section of first order. (at least 0)

--- Filters a signal forwards and backwards with sections of second order.
---
--- Nothing is delayed; the gain is that of the filter squared.
---
--- ```lua
--- local sos = signal.butter(4, {0.1, 0.3}, {btype = "bandpass", output = "sos"})
--- local y = signal.sosfiltfilt(sos, pl.ones(100))
--- print(pl.abs(y):max() < 1e-10)  --> true
--- ```
---@param sos perilune.array_like The sections, a row each: b0, b1, b2, 1, a1, a2. (shape (sections, 6))
---@param x perilune.array_like The signal or signals, real or complex.
---@param axis? integer The axis of time. (default -1)
---@param padtype? perilune.none|"odd"|"even"|"constant" How the signal goes on beyond its ends: turned about the end point, mirrored, with its last value, or (pl.none) not at all. (default "odd")
---@param padlen? integer By how many samples; without it 3 * (2 * sections + 1), less 3 for each section of first order. (at least 0)
---@param options? perilune.signal.sosfiltfilt.options
---@return perilune.array y The filtered signal, as long as x.
---@overload fun(sos: perilune.array_like, x: perilune.array_like, options: perilune.signal.sosfiltfilt.options): perilune.array
function signal.sosfiltfilt(sos, x, axis, padtype, padlen, options) end

---@class perilune.signal.hilbert.options
---@field N? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@field axis? integer The axis of time. (default -1)

--- The analytic signal: envelope and phase of what swings.
---
--- The signal without its negative frequencies, by Fourier transforms; its imaginary part is the Hilbert transform of x. Its abs is the envelope.
---
--- ```lua
--- local t = pl.arange(200) / 200
--- local x = (2 + pl.cos(2 * math.pi * t)) * pl.sin(2 * math.pi * 30 * t)
--- print(pl.allclose(pl.abs(signal.hilbert(x)), 2 + pl.cos(2 * math.pi * t)))  --> true
--- ```
---@param x perilune.array_like The signal or signals, real.
---@param N? integer The length of the transform: the signal is cut off or padded with zeros; without it, its own length. (at least 1)
---@param axis? integer The axis of time. (default -1)
---@param options? perilune.signal.hilbert.options
---@return perilune.array y The analytic signal, complex: its real part is x.
---@overload fun(x: perilune.array_like, options: perilune.signal.hilbert.options): perilune.array
function signal.hilbert(x, N, axis, options) end

---@class perilune.signal.detrend.options
---@field axis? integer The axis of time. (default -1)
---@field type? "linear"|"constant" What is taken off: a line of least squares, or the mean. (default "linear")
---@field bp? integer|table|perilune.array_like Positions where new lines begin, with type "linear"; without it one line serves all.

--- Takes the mean or a straight line off a signal.
---
--- With bp the signal is taken in pieces, each with a line of its own.
---
--- ```lua
--- print(pl.abs(signal.detrend{1, 2, 3, 4}):max() < 1e-15)  --> true
--- print(signal.detrend({1, 2, 6}, {type = "constant"}))  --> [-2. -1.  3.]
--- ```
---@param data perilune.array_like The signal or signals.
---@param axis? integer The axis of time. (default -1)
---@param type? "linear"|"constant" What is taken off: a line of least squares, or the mean. (default "linear")
---@param bp? integer|table|perilune.array_like Positions where new lines begin, with type "linear"; without it one line serves all.
---@param options? perilune.signal.detrend.options
---@return perilune.array y What remains.
---@overload fun(data: perilune.array_like, options: perilune.signal.detrend.options): perilune.array
function signal.detrend(data, axis, type, bp, options) end

---@class perilune.signal.freqz.options
---@field a? perilune.array_like Those of the denominator; without them 1.
---@field worN? integer|perilune.array_like How many frequencies in equal steps, or the frequencies themselves. (default 512)
---@field whole? boolean Whether the grid goes around the whole circle, to fs instead of fs / 2. (default false)
---@field fs? number The sampling frequency; without it frequencies are in radians per sample. (above 0, finite, default 6.283185307179586)
---@field include_nyquist? boolean Whether the grid ends on fs / 2 instead of before it. (default false)

--- Frequency response of a ratio of polynomials.
---
--- The values of b(z) / a(z) on the unit circle, z = exp(i w).
---
--- ```lua
--- local w, h = signal.freqz({0.5, 0.5}, {1}, {0, 0.5, 1}, {fs = 2})
--- print(pl.round(pl.abs(h), 12))  --> [1.         0.70710678 0.        ]
--- ```
---@param b perilune.array_like The coefficients of the numerator.
---@param a? perilune.array_like Those of the denominator; without them 1.
---@param worN? integer|perilune.array_like How many frequencies in equal steps, or the frequencies themselves. (default 512)
---@param whole? boolean Whether the grid goes around the whole circle, to fs instead of fs / 2. (default false)
---@param options? perilune.signal.freqz.options
---@return perilune.array w The frequencies.
---@return perilune.array h The response, complex: abs is the gain.
---@overload fun(b: perilune.array_like, options: perilune.signal.freqz.options): perilune.array, perilune.array
function signal.freqz(b, a, worN, whole, options) end

---@class perilune.signal.sosfreqz.options
---@field worN? integer|perilune.array_like How many frequencies in equal steps, or the frequencies themselves. (default 512)
---@field whole? boolean Whether the grid goes around the whole circle, to fs instead of fs / 2. (default false)
---@field fs? number The sampling frequency; without it frequencies are in radians per sample. (above 0, finite, default 6.283185307179586)

--- Frequency response of sections of second order.
---
--- The product of the responses of the sections.
---
--- ```lua
--- local sos = signal.butter(3, 50, {output = "sos", fs = 200})
--- local w, h = signal.sosfreqz(sos, {50}, {fs = 200})
--- print(pl.round(pl.abs(h), 12))  --> [0.70710678]
--- ```
---@param sos perilune.array_like The sections, a row each: b0, b1, b2, 1, a1, a2. (shape (sections, 6))
---@param worN? integer|perilune.array_like How many frequencies in equal steps, or the frequencies themselves. (default 512)
---@param whole? boolean Whether the grid goes around the whole circle, to fs instead of fs / 2. (default false)
---@param options? perilune.signal.sosfreqz.options
---@return perilune.array w The frequencies.
---@return perilune.array h The response, complex: abs is the gain.
---@overload fun(sos: perilune.array_like, options: perilune.signal.sosfreqz.options): perilune.array, perilune.array
function signal.sosfreqz(sos, worN, whole, options) end

---@class perilune.signal.get_window.options
---@field fftbins? boolean Whether it is to repeat with period Nx; without it both ends are alike. (default true)

--- A window by its name.
---
--- Windows that fade a stretch of a signal out at its ends: those of `signal.windows`, with their parameters in the order of its functions.
---
--- ```lua
--- print(signal.get_window("hann", 4))  --> [0.  0.5 1.  0.5]
--- print(signal.get_window({"tukey", 0.5}, 5, false))  --> [0. 1. 1. 1. 0.]
--- ```
---@param window any A window by name, by name and parameters, or beta of a kaiser window. (shape (name))
---@param Nx integer How many points. (at least 0)
---@param fftbins? boolean Whether it is to repeat with period Nx; without it both ends are alike. (default true)
---@param options? perilune.signal.get_window.options
---@return perilune.array w The window, 1 at its highest. (shape (Nx))
---@overload fun(window: any, Nx: integer, options: perilune.signal.get_window.options): perilune.array
function signal.get_window(window, Nx, fftbins, options) end

---@class perilune.signal.welch.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@field nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@field return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@field scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)
---@field average? "mean"|"median" The mean over the segments, or their median, corrected for its bias. (default "mean")

--- Power spectrum, averaged over overlapping segments.
---
--- Each segment is freed of its trend, windowed and transformed; the squares are averaged.
---
--- ```lua
--- local t = pl.arange(1000) / 100
--- local f, P = signal.welch(pl.sin(2 * math.pi * 12.5 * t), {fs = 100, nperseg = 200})
--- print(f[P:argmax()])  --> 12.5
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@param nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@param return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@param scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param average? "mean"|"median" The mean over the segments, or their median, corrected for its bias. (default "mean")
---@param options? perilune.signal.welch.options
---@return perilune.array f The frequencies.
---@return perilune.array Pxx The spectrum.
---@overload fun(x: perilune.array_like, options: perilune.signal.welch.options): perilune.array, perilune.array
function signal.welch(x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided, scaling, axis, average, options) end

---@class perilune.signal.periodogram.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "boxcar")
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@field return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@field scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)

--- Power spectrum of a signal as a whole.
---
--- One segment of all samples: fine in frequency, rough in power.
---
--- ```lua
--- local f, P = signal.periodogram(pl.cos(pl.arange(8) * math.pi / 2), {scaling = "spectrum"})
--- print(f)  --> [0.    0.125 0.25  0.375 0.5  ]
--- print(pl.round(P, 12))  --> [0.  0.  0.5 0.  0. ]
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "boxcar")
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@param return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@param scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param options? perilune.signal.periodogram.options
---@return perilune.array f The frequencies.
---@return perilune.array Pxx The spectrum.
---@overload fun(x: perilune.array_like, options: perilune.signal.periodogram.options): perilune.array, perilune.array
function signal.periodogram(x, fs, window, nfft, detrend, return_onesided, scaling, axis, options) end

---@class perilune.signal.csd.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@field nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@field return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@field scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)
---@field average? "mean"|"median" The mean over the segments, or their median, corrected for its bias. (default "mean")

--- Cross spectrum of two signals, averaged over overlapping segments.
---
--- As `signal.welch`, of conj(X) * Y.
---
--- ```lua
--- local x = pl.random.default_rng(1):normal{size = 1000}
--- local f, P = signal.csd(x, x)
--- local _, Q = signal.welch(x)
--- print(pl.allclose(P, Q))  --> true
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param y perilune.array_like The other signal; the shorter one is padded with zeros.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@param nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@param return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@param scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param average? "mean"|"median" The mean over the segments, or their median, corrected for its bias. (default "mean")
---@param options? perilune.signal.csd.options
---@return perilune.array f The frequencies.
---@return perilune.array Pxy The cross spectrum, complex.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.signal.csd.options): perilune.array, perilune.array
function signal.csd(x, y, fs, window, nperseg, noverlap, nfft, detrend, return_onesided, scaling, axis, average, options) end

---@class perilune.signal.coherence.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@field nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)

--- How far two signals move together at each frequency.
---
--- The squared size of the cross spectrum over the product of the spectra.
---
--- ```lua
--- local x = pl.random.default_rng(1):normal{size = 1000}
--- local f, C = signal.coherence(x, -2 * x)
--- print(pl.allclose(C, 1))  --> true
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param y perilune.array_like The other signal; the shorter one is padded with zeros.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@param nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param options? perilune.signal.coherence.options
---@return perilune.array f The frequencies.
---@return perilune.array Cxy The coherence, from 0 to 1.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.signal.coherence.options): perilune.array, perilune.array
function signal.coherence(x, y, fs, window, nperseg, noverlap, nfft, detrend, axis, options) end

---@class perilune.signal.spectrogram.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window as in `signal.welch`; without it {"tukey", 0.25}. (shape (name))
---@field nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by an eighth. (at least 0)
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@field return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@field scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)
---@field mode? "psd"|"complex"|"magnitude"|"angle"|"phase" Power, the complex values of the transforms, their size, or their phase: as it is (angle) or going on without jumps along the frequencies (phase). (default "psd")

--- Spectra of a signal over time.
---
--- The spectrum of each segment, without an average.
---
--- ```lua
--- local f, t, S = signal.spectrogram(pl.ones(1000), {fs = 10, nperseg = 100})
--- print(f.shape, t[1], S.shape)  --> {51}	5.0	{51, 11}
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window as in `signal.welch`; without it {"tukey", 0.25}. (shape (name))
---@param nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by an eighth. (at least 0)
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default "constant")
---@param return_onesided? boolean Whether the negative frequencies of real data are added to the positive ones; those of complex data never are. (default true)
---@param scaling? "density"|"spectrum" Power per unit of frequency, or power per frequency. (default "density")
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param mode? "psd"|"complex"|"magnitude"|"angle"|"phase" Power, the complex values of the transforms, their size, or their phase: as it is (angle) or going on without jumps along the frequencies (phase). (default "psd")
---@param options? perilune.signal.spectrogram.options
---@return perilune.array f The frequencies.
---@return perilune.array t The times of the middles of the segments.
---@return perilune.array Sxx The values; the last axis is that of the times.
---@overload fun(x: perilune.array_like, options: perilune.signal.spectrogram.options): perilune.array, perilune.array, perilune.array
function signal.spectrogram(x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided, scaling, axis, mode, options) end

---@class perilune.signal.stft.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@field nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@field nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@field detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default false)
---@field return_onesided? boolean Whether negative frequencies of real data are left out; those of complex data never are. (default true)
---@field boundary? perilune.none|"zeros"|"even"|"odd"|"constant" How the signal goes on for half a segment beyond its ends: with zeros, mirrored, turned about the end point, with its last value, or (pl.none) not at all. (default "zeros")
---@field padded? boolean Whether zeros fill the last segment up; without it the rest is dropped. (default true)
---@field axis? integer The axis of time, which becomes that of frequency. (default -1)
---@field scaling? "spectrum"|"psd" Whether the squares of the sizes are power per frequency, or (psd) power per unit of frequency. (default "spectrum")

--- Complex spectra of a signal over time.
---
--- The short-time Fourier transform: the spectrum of each windowed segment. `signal.istft` goes back.
---
--- ```lua
--- local f, t, Z = signal.stft(pl.ones(1000), {fs = 10, nperseg = 100})
--- print(f.shape, t[2], Z.shape)  --> {51}	5.0	{51, 21}
--- print(pl.round(pl.abs(Z(1, 11)), 12))  --> 1.0
--- ```
---@param x perilune.array_like The signal or signals, real or complex.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@param nperseg? integer How many samples a segment has; without it 256, or as many as there are; as many as a window that is given by its values. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@param nfft? integer The length of the transforms; segments are padded with zeros; without it that of the segments. (at least 1)
---@param detrend? boolean|"constant"|"linear" What is taken off each segment: its mean, a line of least squares, or (false) nothing. (default false)
---@param return_onesided? boolean Whether negative frequencies of real data are left out; those of complex data never are. (default true)
---@param boundary? perilune.none|"zeros"|"even"|"odd"|"constant" How the signal goes on for half a segment beyond its ends: with zeros, mirrored, turned about the end point, with its last value, or (pl.none) not at all. (default "zeros")
---@param padded? boolean Whether zeros fill the last segment up; without it the rest is dropped. (default true)
---@param axis? integer The axis of time, which becomes that of frequency. (default -1)
---@param scaling? "spectrum"|"psd" Whether the squares of the sizes are power per frequency, or (psd) power per unit of frequency. (default "spectrum")
---@param options? perilune.signal.stft.options
---@return perilune.array f The frequencies.
---@return perilune.array t The times of the middles of the segments.
---@return perilune.array Zxx The spectra, complex; the last axis is that of the times.
---@overload fun(x: perilune.array_like, options: perilune.signal.stft.options): perilune.array, perilune.array, perilune.array
function signal.stft(x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided, boundary, padded, axis, scaling, options) end

---@class perilune.signal.istft.options
---@field fs? number The sampling frequency. (above 0, finite, default 1)
---@field window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@field nperseg? integer How many samples a segment has; without it what the spectra tell. (at least 1)
---@field noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@field nfft? integer The length of the transforms, where it is not that of the segments. (at least 1)
---@field input_onesided? boolean Whether the negative frequencies were left out; x is real then. (default true)
---@field boundary? boolean Whether the signal had gone on beyond its ends: that is cut off. (default true)
---@field time_axis? integer The axis of the times, which becomes that of the signal. (default -1)
---@field freq_axis? integer The axis of the frequencies. (default -2)
---@field scaling? "spectrum"|"psd" Whether the squares of the sizes are power per frequency, or (psd) power per unit of frequency. (default "spectrum")

--- The signal that `signal.stft` came from.
---
--- With the window, the lengths and the overlap of the transform; spectra that were changed in between give the signal whose own are nearest. Warns when the windows overlap too little for every sample.
---
--- ```lua
--- local x = pl.sin(pl.arange(1000) / 7)
--- local f, t, Z = signal.stft(x, {nperseg = 100})
--- local _, y = signal.istft(Z)
--- print(pl.allclose(y, x))  --> true
--- ```
---@param Zxx perilune.array_like Spectra as `signal.stft` gives them.
---@param fs? number The sampling frequency. (above 0, finite, default 1)
---@param window? any A window by its name in `signal.windows` ("hann"), in a list by name and parameters ({"kaiser", beta}, {"gaussian", std}, {"tukey", alpha}), or as its values. (shape (name), default "hann")
---@param nperseg? integer How many samples a segment has; without it what the spectra tell. (at least 1)
---@param noverlap? integer By how many samples segments overlap; without it by half. (at least 0)
---@param nfft? integer The length of the transforms, where it is not that of the segments. (at least 1)
---@param input_onesided? boolean Whether the negative frequencies were left out; x is real then. (default true)
---@param boundary? boolean Whether the signal had gone on beyond its ends: that is cut off. (default true)
---@param time_axis? integer The axis of the times, which becomes that of the signal. (default -1)
---@param freq_axis? integer The axis of the frequencies. (default -2)
---@param scaling? "spectrum"|"psd" Whether the squares of the sizes are power per frequency, or (psd) power per unit of frequency. (default "spectrum")
---@param options? perilune.signal.istft.options
---@return perilune.array t The times of the samples.
---@return perilune.array x The signal or signals.
---@overload fun(Zxx: perilune.array_like, options: perilune.signal.istft.options): perilune.array, perilune.array
function signal.istft(Zxx, fs, window, nperseg, noverlap, nfft, input_onesided, boundary, time_axis, freq_axis, scaling, options) end

---@class perilune.signal.find_peaks.options
---@field height? any How high peaks are: at least a number, within a pair {least, most} of which one may be nil, or at least the value at their place in an array as long as x. (shape (number, pair or array))
---@field threshold? any How far they stand above their two neighbours; likewise. (shape (number, pair or array))
---@field distance? number How far apart they are, in samples; of those too close the highest stay. (at least 1)
---@field prominence? any How far they stand out from their surroundings; likewise. (shape (number, pair or array))
---@field width? any How wide they are, in samples; likewise. (shape (number, pair or array))
---@field wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)
---@field rel_height? number At which part of the prominence below the top the width is taken. (at least 0, default 0.5)
---@field plateau_size? any How many equal samples form the top; likewise. (shape (number, pair or array))

--- Peaks of a signal, chosen by their properties.
---
--- A peak is higher than both neighbours; a flat top counts as one. The conditions are tried in the order plateau_size, height, threshold, distance, prominence, width. nan is no peak.
---
--- ```lua
--- local peaks, found = signal.find_peaks({0, 2, 0, 5, 4, 4.5, 0}, {height = 1, prominence = {1, nil}})
--- print(peaks, found.peak_heights)  --> [2 4]	[2. 5.]
--- ```
---@param x perilune.array_like The signal, real. (shape (n))
---@param height? any How high peaks are: at least a number, within a pair {least, most} of which one may be nil, or at least the value at their place in an array as long as x. (shape (number, pair or array))
---@param threshold? any How far they stand above their two neighbours; likewise. (shape (number, pair or array))
---@param distance? number How far apart they are, in samples; of those too close the highest stay. (at least 1)
---@param prominence? any How far they stand out from their surroundings; likewise. (shape (number, pair or array))
---@param width? any How wide they are, in samples; likewise. (shape (number, pair or array))
---@param wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)
---@param rel_height? number At which part of the prominence below the top the width is taken. (at least 0, default 0.5)
---@param plateau_size? any How many equal samples form the top; likewise. (shape (number, pair or array))
---@param options? perilune.signal.find_peaks.options
---@return perilune.array peaks The positions of the peaks; of a flat top its middle.
---@return table properties What was asked for, an array each: peak_heights; left_thresholds, right_thresholds; prominences, left_bases, right_bases; widths, width_heights, left_ips, right_ips (fractional positions); plateau_sizes, left_edges, right_edges.
---@overload fun(x: perilune.array_like, options: perilune.signal.find_peaks.options): perilune.array, table
function signal.find_peaks(x, height, threshold, distance, prominence, width, wlen, rel_height, plateau_size, options) end

---@class perilune.signal.peak_prominences.options
---@field wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)

--- How far peaks stand out from their surroundings.
---
--- The height above the higher one of the lowest points on both sides, as far as no higher peak comes before.
---
--- ```lua
--- print(signal.peak_prominences({0, 2, 0, 5, 4, 4.5, 0}, {2, 4, 6}))  --> [2.  5.  0.5]	[1 3 5]	[3 7 7]
--- ```
---@param x perilune.array_like The signal, real. (shape (n))
---@param peaks perilune.array_like The positions of its peaks. (shape (m))
---@param wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)
---@param options? perilune.signal.peak_prominences.options
---@return perilune.array prominences How far each peak stands out. (shape (m))
---@return perilune.array left_bases The positions of the lowest points to the left. (shape (m))
---@return perilune.array right_bases Those to the right. (shape (m))
---@overload fun(x: perilune.array_like, peaks: perilune.array_like, options: perilune.signal.peak_prominences.options): perilune.array, perilune.array, perilune.array
function signal.peak_prominences(x, peaks, wlen, options) end

---@class perilune.signal.peak_widths.options
---@field rel_height? number At which part of the prominence below the top. (at least 0, default 0.5)
---@field prominence_data? table What `signal.peak_prominences` gave, in a list; without it that is computed.
---@field wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)

--- How wide peaks are.
---
--- At a height below the top that is a part of the prominence, between the samples by straight lines.
---
--- ```lua
--- print(signal.peak_widths({0, 1, 2, 1, 0}, {3}))  --> [2.]	[1.]	[2.]	[4.]
--- ```
---@param x perilune.array_like The signal, real. (shape (n))
---@param peaks perilune.array_like The positions of its peaks. (shape (m))
---@param rel_height? number At which part of the prominence below the top. (at least 0, default 0.5)
---@param prominence_data? table What `signal.peak_prominences` gave, in a list; without it that is computed.
---@param wlen? number How many samples about a peak count as its surroundings; without it all. (above 1)
---@param options? perilune.signal.peak_widths.options
---@return perilune.array widths The widths, in samples. (shape (m))
---@return perilune.array width_heights The heights at which they were taken. (shape (m))
---@return perilune.array left_ips The fractional positions of their left ends. (shape (m))
---@return perilune.array right_ips Those of their right ends. (shape (m))
---@overload fun(x: perilune.array_like, peaks: perilune.array_like, options: perilune.signal.peak_widths.options): perilune.array, perilune.array, perilune.array, perilune.array
function signal.peak_widths(x, peaks, rel_height, prominence_data, wlen, options) end
