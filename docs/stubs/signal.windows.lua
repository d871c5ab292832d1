-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Windows that fade a stretch of a signal out at its ends.
---@class perilune.signal.windows
local windows = {}

---@class perilune.signal.windows.boxcar.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- No window: ones.
---
--- The narrowest main lobe, the highest side lobes.
---
--- ```lua
--- print(signal.windows.boxcar(3))  --> [1. 1. 1.]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.boxcar.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.boxcar.options): perilune.array
function windows.boxcar(M, sym, options) end

---@class perilune.signal.windows.hann.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A raised cosine, 0 at the ends.
---
--- The usual choice for spectra.
---
--- ```lua
--- print(signal.windows.hann(5))  --> [0.  0.5 1.  0.5 0. ]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.hann.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.hann.options): perilune.array
function windows.hann(M, sym, options) end

---@class perilune.signal.windows.hamming.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A raised cosine, 0.08 at the ends.
---
--- The first side lobe is nearly gone; the others fall slowly.
---
--- ```lua
--- print(signal.windows.hamming(5))  --> [0.08 0.54 1.   0.54 0.08]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.hamming.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.hamming.options): perilune.array
function windows.hamming(M, sym, options) end

---@class perilune.signal.windows.blackman.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Three cosines, 0 at the ends.
---
--- Side lobes 58 decibel below.
---
--- ```lua
--- print(signal.windows.blackman(5)[3])  --> 1.0
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.blackman.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.blackman.options): perilune.array
function windows.blackman(M, sym, options) end

---@class perilune.signal.windows.blackmanharris.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Four cosines with the lowest side lobes.
---
--- 92 decibel below.
---
--- ```lua
--- print(signal.windows.blackmanharris(5)[3])  --> 1.0
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.blackmanharris.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.blackmanharris.options): perilune.array
function windows.blackmanharris(M, sym, options) end

---@class perilune.signal.windows.nuttall.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Four cosines after Nuttall.
---
--- Side lobes 98 decibel below.
---
--- ```lua
--- print(signal.windows.nuttall(5)[3])  --> 1.0
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.nuttall.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.nuttall.options): perilune.array
function windows.nuttall(M, sym, options) end

---@class perilune.signal.windows.flattop.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Five cosines with a flat main lobe.
---
--- Amplitudes are right even between the frequencies of a transform; below 0 near the ends.
---
--- ```lua
--- print(pl.round(signal.windows.flattop(5), 3))  --> [-0.    -0.055  1.    -0.055 -0.   ]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.flattop.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.flattop.options): perilune.array
function windows.flattop(M, sym, options) end

---@class perilune.signal.windows.general_cosine.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A sum of cosines.
---
--- a[1] - a[2] cos(2 pi n / (M - 1)) + a[3] cos(4 pi n / (M - 1)) - ...
---
--- ```lua
--- print(signal.windows.general_cosine(5, {0.5, 0.5}))  --> [0.  0.5 1.  0.5 0. ]
--- ```
---@param M integer How many points. (at least 0)
---@param a perilune.array_like The coefficients; every second one is subtracted at the ends.
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.general_cosine.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, a: perilune.array_like, options: perilune.signal.windows.general_cosine.options): perilune.array
function windows.general_cosine(M, a, sym, options) end

---@class perilune.signal.windows.general_hamming.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A raised cosine with ends as high as you like.
---
--- alpha - (1 - alpha) cos(2 pi n / (M - 1)).
---
--- ```lua
--- print(signal.windows.general_hamming(5, 0.75))  --> [0.5  0.75 1.   0.75 0.5 ]
--- ```
---@param M integer How many points. (at least 0)
---@param alpha number Half of the height of the ends and the middle together: 0.5 is hann. (finite)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.general_hamming.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, alpha: number, options: perilune.signal.windows.general_hamming.options): perilune.array
function windows.general_hamming(M, alpha, sym, options) end

---@class perilune.signal.windows.cosine.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Half a period of a sine.
---
--- Not 0 at the ends.
---
--- ```lua
--- print(pl.round(signal.windows.cosine(3), 12))  --> [0.5 1.  0.5]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.cosine.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.cosine.options): perilune.array
function windows.cosine(M, sym, options) end

---@class perilune.signal.windows.tukey.options
---@field alpha? number The part of the window that fades: 0 is boxcar, 1 is hann. (finite, default 0.5)
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Flat, with ends that fade as a cosine.
---
--- A boxcar with softened ends.
---
--- ```lua
--- print(signal.windows.tukey(5))  --> [0. 1. 1. 1. 0.]
--- ```
---@param M integer How many points. (at least 0)
---@param alpha? number The part of the window that fades: 0 is boxcar, 1 is hann. (finite, default 0.5)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.tukey.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.tukey.options): perilune.array
function windows.tukey(M, alpha, sym, options) end

---@class perilune.signal.windows.bartlett.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A triangle, 0 at the ends.
---
--- The sides are straight.
---
--- ```lua
--- print(signal.windows.bartlett(5))  --> [0.  0.5 1.  0.5 0. ]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.bartlett.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.bartlett.options): perilune.array
function windows.bartlett(M, sym, options) end

---@class perilune.signal.windows.triang.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A triangle, above 0 at the ends.
---
--- It would be 0 a step beyond.
---
--- ```lua
--- print(signal.windows.triang(3))  --> [0.5 1.  0.5]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.triang.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.triang.options): perilune.array
function windows.triang(M, sym, options) end

---@class perilune.signal.windows.parzen.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Four boxcars folded into one another.
---
--- Made of cubic pieces; its transform is nowhere below 0.
---
--- ```lua
--- print(pl.round(signal.windows.parzen(5), 3))  --> [0.016 0.424 1.    0.424 0.016]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.parzen.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.parzen.options): perilune.array
function windows.parzen(M, sym, options) end

---@class perilune.signal.windows.bohman.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Two half cosines folded into each other.
---
--- 0 at the ends.
---
--- ```lua
--- print(signal.windows.bohman(5)[1])  --> 0.0
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.bohman.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.bohman.options): perilune.array
function windows.bohman(M, sym, options) end

---@class perilune.signal.windows.barthann.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Between a triangle and hann.
---
--- 0 at the ends.
---
--- ```lua
--- print(pl.round(signal.windows.barthann(5), 12))  --> [0.  0.5 1.  0.5 0. ]
--- ```
---@param M integer How many points. (at least 0)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.barthann.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.barthann.options): perilune.array
function windows.barthann(M, sym, options) end

---@class perilune.signal.windows.lanczos.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points. (default true)

--- The main lobe of a sinc.
---
--- 0 at the ends.
---
--- ```lua
--- print(pl.round(signal.windows.lanczos(5), 3))  --> [0.    0.637 1.    0.637 0.   ]
--- ```
---@param M integer How many points. (at least 0)
---@param options? perilune.signal.windows.lanczos.options
---@return perilune.array w The window. (shape (M))
function windows.lanczos(M, options) end

---@class perilune.signal.windows.gaussian.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A bell.
---
--- exp(-t * t / (2 std * std)), t from the middle.
---
--- ```lua
--- print(pl.round(signal.windows.gaussian(3, 1), 4))  --> [0.6065 1.     0.6065]
--- ```
---@param M integer How many points. (at least 0)
---@param std number The standard deviation, in points. (finite)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.gaussian.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, std: number, options: perilune.signal.windows.gaussian.options): perilune.array
function windows.gaussian(M, std, sym, options) end

---@class perilune.signal.windows.general_gaussian.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- A bell with steeper or flatter sides.
---
--- exp(-|t / sig|^(2 p) / 2), t from the middle.
---
--- ```lua
--- print(pl.round(signal.windows.general_gaussian(3, 1, 1), 4))  --> [0.6065 1.     0.6065]
--- ```
---@param M integer How many points. (at least 0)
---@param p number The form: 1 is gaussian, 0.5 is like a Laplace distribution. (finite)
---@param sig number The standard deviation, in points. (finite)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.general_gaussian.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, p: number, sig: number, options: perilune.signal.windows.general_gaussian.options): perilune.array
function windows.general_gaussian(M, p, sig, sym, options) end

---@class perilune.signal.windows.exponential.options
---@field center? number Where it is 1, from 0; the middle by default, and always with sym. (finite)
---@field tau? number After so many points it has fallen to 1 / e. (finite, default 1)
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Falls exponentially.
---
--- exp(-|n - center| / tau).
---
--- ```lua
--- print(pl.round(signal.windows.exponential(3), 4))  --> [0.3679 1.     0.3679]
--- print(pl.round(signal.windows.exponential(3, 0, 1, false), 4))  --> [1.     0.3679 0.1353]
--- ```
---@param M integer How many points. (at least 0)
---@param center? number Where it is 1, from 0; the middle by default, and always with sym. (finite)
---@param tau? number After so many points it has fallen to 1 / e. (finite, default 1)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.exponential.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.exponential.options): perilune.array
function windows.exponential(M, center, tau, sym, options) end

---@class perilune.signal.windows.kaiser.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- Nearly all that a given width can do, by one parameter.
---
--- beta = 0 is boxcar, 5 like hamming, 6 like hann, 8.6 like blackman.
---
--- ```lua
--- print(signal.windows.kaiser(3, 0))  --> [1. 1. 1.]
--- ```
---@param M integer How many points. (at least 0)
---@param beta number The larger, the narrower the window and the lower its side lobes. (finite)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.kaiser.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, beta: number, options: perilune.signal.windows.kaiser.options): perilune.array
function windows.kaiser(M, beta, sym, options) end

---@class perilune.signal.windows.kaiser_bessel_derived.options
---@field sym? boolean Must be true: there is no other form. (default true)

--- The root of sums of a kaiser window.
---
--- The squares of its halves add up to 1, as overlapped transforms need it.
---
--- ```lua
--- local w = signal.windows.kaiser_bessel_derived(8, 4)
--- print(pl.round(w(":4") ^ 2 + w("5:") ^ 2, 12))  --> [1. 1. 1. 1.]
--- ```
---@param M integer How many points, an even number. (at least 0)
---@param beta number That of the kaiser window. (finite)
---@param options? perilune.signal.windows.kaiser_bessel_derived.options
---@return perilune.array w The window. (shape (M))
function windows.kaiser_bessel_derived(M, beta, options) end

---@class perilune.signal.windows.chebwin.options
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- The narrowest main lobe with side lobes of one height.
---
--- Warns below 45 decibel, where its bandwidth does not grow steadily.
---
--- ```lua
--- print(signal.windows.chebwin(5, 100)[3])  --> 1.0
--- ```
---@param M integer How many points. (at least 0)
---@param at number How far the side lobes lie below, in decibel. (finite)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.chebwin.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, at: number, options: perilune.signal.windows.chebwin.options): perilune.array
function windows.chebwin(M, at, sym, options) end

---@class perilune.signal.windows.taylor.options
---@field nbar? integer How many side lobes next to the main one are nearly alike. (at least 1, default 4)
---@field sll? number How far the side lobes lie below, in decibel. (finite, default 30)
---@field norm? boolean Whether the middle is 1. (default true)
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)

--- As chebwin, with side lobes that fall further out.
---
--- The choice of radar imaging.
---
--- ```lua
--- print(pl.round(signal.windows.taylor(5)[3], 12))  --> 1.0
--- ```
---@param M integer How many points. (at least 0)
---@param nbar? integer How many side lobes next to the main one are nearly alike. (at least 1, default 4)
---@param sll? number How far the side lobes lie below, in decibel. (finite, default 30)
---@param norm? boolean Whether the middle is 1. (default true)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param options? perilune.signal.windows.taylor.options
---@return perilune.array w The window. (shape (M))
---@overload fun(M: integer, options: perilune.signal.windows.taylor.options): perilune.array
function windows.taylor(M, nbar, sll, norm, sym, options) end

---@class perilune.signal.windows.dpss.options
---@field Kmax? integer How many sequences; without it one, as a vector. (at least 1)
---@field sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@field norm? integer|"approximate"|"subsample" 2: the sum of squares is 1; otherwise the highest value is 1, and for even M the one that would lie in the middle, by a formula or by a shift of half a step. Without it 2 with Kmax, approximate without.
---@field return_ratios? boolean Whether the ratios are wanted too. (default false)

--- Sequences with the most energy in a band: Slepian's tapers.
---
--- The first 2 NW - 1 have nearly all of it: tapers for multitaper spectra. Symmetric ones have a positive mean, the others begin with a positive lobe.
---
--- ```lua
--- local w, ratios = signal.windows.dpss(64, 3, 2, {return_ratios = true})
--- print(w.shape, ratios[1] > 0.999999)  --> {2, 64}	true
--- ```
---@param M integer How many points. (at least 0)
---@param NW number Half of the width of the band, in steps of 1 / M; below M / 2. (above 0)
---@param Kmax? integer How many sequences; without it one, as a vector. (at least 1)
---@param sym? boolean Whether both ends are alike; without it one period of what repeats with M points, for spectra. (default true)
---@param norm? integer|"approximate"|"subsample" 2: the sum of squares is 1; otherwise the highest value is 1, and for even M the one that would lie in the middle, by a formula or by a shift of half a step. Without it 2 with Kmax, approximate without.
---@param return_ratios? boolean Whether the ratios are wanted too. (default false)
---@param options? perilune.signal.windows.dpss.options
---@return perilune.array w The window, or the windows as rows. (shape (Kmax, M))
---@return number|perilune.array ratios The part of the energy of each that lies in the band. (only with return_ratios)
---@overload fun(M: integer, NW: number, options: perilune.signal.windows.dpss.options): perilune.array, number|perilune.array
function windows.dpss(M, NW, Kmax, sym, norm, return_ratios, options) end

---@class perilune.signal.windows.get_window.options
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
---@param options? perilune.signal.windows.get_window.options
---@return perilune.array w The window, 1 at its highest. (shape (Nx))
---@overload fun(window: any, Nx: integer, options: perilune.signal.windows.get_window.options): perilune.array
function windows.get_window(window, Nx, fftbins, options) end
