#!/usr/bin/python3
"""Writes signal_calls.lua: the same calls in Lua and in SciPy, and what SciPy gives. The data follow from their place."""
import numpy as np
import scipy
from scipy import signal


def values(n, k=7919, m=101):
    return (np.arange(n) * k % m) / 8.0 - 6


x, y, long = values(60), values(60, 31, 17), values(200, 7919, 997)
z = x + 1j * y
grid = values(60).reshape(3, 20)
whole = np.arange(12) * 7 % 5
h = values(7, 13, 11)
SETUP = """local function values(n, k, m) return (pl.arange(n) * (k or 7919) % (m or 101)) / 8 - 6 end
local x, y, long = values(60), values(60, 31, 17), values(200, 7919, 997)
local z = x + y * pl.complex(0, 1)
local grid = values(60):reshape(3, 20)
local whole = (pl.arange(12) * 7 % 5):astype "int64"
local h = values(7, 13, 11)
"""

CASES = []


def case(lua, python, tolerance=1e-12):
    CASES.append((lua, python, tolerance))


# Convolution
for f in ["convolve", "correlate"]:
    for mode in ["full", "same", "valid"]:
        for method in ["direct", "fft", "auto"]:
            for a, b in [("x", "h"), ("h", "x"), ("z", "h"), ("x", "z"), ("whole", "whole"), ("grid", "grid")]:
                case(f'signal.{f}({a}, {b}, "{mode}", "{method}")', f"signal.{f}({a}, {b}, '{mode}', '{method}')")
for f in ["fftconvolve", "oaconvolve"]:
    for mode in ["full", "same", "valid"]:
        case(f'signal.{f}(long, h, "{mode}")', f"signal.{f}(long, h, '{mode}')")
        case(f'signal.{f}(z, x, {{mode = "{mode}"}})', f"signal.{f}(z, x, '{mode}')")
        case(f'signal.{f}(grid, grid, "{mode}", 2)', f"signal.{f}(grid, grid, '{mode}', 1)")
        case(f'signal.{f}(grid, grid("1:1", ":"), "{mode}", {{2}})', f"signal.{f}(grid, grid[:1], '{mode}', [1])")
        case(f'signal.correlation_lags(5, 3, "{mode}")', f"signal.correlation_lags(5, 3, '{mode}')")
        if mode != "same":  # where SciPy's lags are not those of its correlate
            case(f'signal.correlation_lags(3, 6, "{mode}")', f"signal.correlation_lags(3, 6, '{mode}')")

# Design
for n in [1, 2, 3, 4, 5, 8]:
    for band, edges in [("low", "0.2"), ("high", "0.3"), ("band", "[0.1, 0.4]"), ("stop", "[0.2, 0.7]")]:
        lua_edges = edges.replace("[", "{").replace("]", "}")
        for output in ["ba", "zpk", "sos"]:
            case(f'signal.butter({n}, {lua_edges}, "{band}", {{output = "{output}"}})',
                 f"signal.butter({n}, {edges}, '{band}', output='{output}')", 1e-9 if output == "ba" else 1e-11)
            case(f'signal.butter({n}, {lua_edges}, "{band}", true, "{output}")',
                 f"signal.butter({n}, {edges}, '{band}', True, '{output}')", 1e-9 if output == "ba" else 1e-11)
for n in [1, 2, 3, 4, 7, 10]:
    for f, python_more in [("cheby1", "{n}, 1, {e}"), ("cheby2", "{n}, 40, {e}"), ("ellip", "{n}, 0.5, 60, {e}"),
                           ("bessel", "{n}, {e}")]:
        for band, edges in [("low", "0.2"), ("high", "0.3"), ("band", "[0.1, 0.4]"), ("stop", "[0.2, 0.7]")]:
            lua = python_more.format(n=n, e=edges.replace("[", "{").replace("]", "}"))
            python = python_more.format(n=n, e=edges)
            # Zeros and poles of odd orders in bands come in another order, as -0 and 0 are told apart there.
            for output in ["zpk", "sos"] if n < 7 and (n % 2 == 0 or band in ("low", "high")) else ["sos"]:
                case(f'signal.{f}({lua}, {{btype = "{band}", output = "{output}"}})',
                     f"signal.{f}({python}, '{band}', output='{output}')", 1e-10)
        lua = python_more.format(n=n, e="3")
        case(f'signal.{f}({lua}, "low", true, "zpk")', f"signal.{f}({lua}, 'low', True, output='zpk')", 1e-10)
        if n < 7:
            case(f'signal.{f}({lua}, {{fs = 20}})', f"signal.{f}({lua}, fs=20)", 1e-9)
for norm in ["phase", "delay", "mag"]:
    for n in [1, 2, 5, 12, 25, 60] if norm != 'delay' else [1, 2, 5, 12, 25]:
        case(f'signal.bessel({n}, 1, {{analog = true, output = "zpk", norm = "{norm}"}})',
             f"signal.bessel({n}, 1, analog=True, output='zpk', norm='{norm}')", 1e-10)
for lua, python in [("", ""), (", ftype = \"cheby1\", rp = 1", ", ftype='cheby1', rp=1"), (", ftype = \"cauer\", rp = 1, rs = 50",
                    ", ftype='cauer', rp=1, rs=50"), (", ftype = \"chebyshevII\", rs = 30", ", ftype='chebyshevII', rs=30"),
                    (", ftype = \"bessel_mag\"", ", ftype='bessel_mag'"), (", ftype = \"bessel\"", ", ftype='bessel'")]:
    case(f"signal.iirfilter(3, {{0.2, 0.5}}, {{output = \"sos\"{lua}}})", f"signal.iirfilter(3, [0.2, 0.5], output='sos'{python})", 1e-10)
case('signal.butter(3, {5, 15}, {btype = "bandpass", output = "sos", fs = 360})',
     "signal.butter(3, [5, 15], 'bandpass', output='sos', fs=360)", 1e-11)
case("signal.zpk2tf({1, -1, 0.5}, {pl.complex(0.5, 0.25), pl.complex(0.5, -0.25)}, 2)",
     "signal.zpk2tf([1, -1, 0.5], [0.5 + 0.25j, 0.5 - 0.25j], 2)")
case("signal.zpk2sos({1, -1, 0.5}, {pl.complex(0.5, 0.25), pl.complex(0.5, -0.25)}, 2)",
     "signal.zpk2sos([1, -1, 0.5], [0.5 + 0.25j, 0.5 - 0.25j], 2)")

# Filters
BA = {"ba": ("signal.butter(3, 0.3)", "signal.butter(3, 0.3)"), "fir": ("h, {2}", "h, [2]"),
      "short": ("{2, 1}, {2, -0.5, 0.25}", "[2, 1], [2, -0.5, 0.25]")}
for name, (lua, python) in BA.items():
    unpack = f"*({python})" if name == "ba" else python
    for data in ["x", "z", "grid"]:
        case(f"lfilter({data}, {{}}, {lua})", f"signal.lfilter({unpack}, {data})")
        case(f"lfilter({data}, {{axis = 1}}, {lua})", f"signal.lfilter({unpack}, {data}, axis=0)")
        for pad in ["odd", "even", "constant"]:
            case(f'filtfilt({data}, {{padtype = "{pad}", padlen = 5}}, {lua})',
                 f"signal.filtfilt({unpack}, {data}, padtype='{pad}', padlen=5)", 1e-11)
        case(f"filtfilt({data}, {{padtype = pl.none}}, {lua})", f"signal.filtfilt({unpack}, {data}, padtype=None)", 1e-11)
        if name != "fir":
            case(f"filtfilt({data}, {{}}, {lua})", f"signal.filtfilt({unpack}, {data})", 1e-11)
            case(f'filtfilt({data}, {{method = "gust"}}, {lua})', f"signal.filtfilt({unpack}, {data}, method='gust')", 1e-9)
        if data != "z" and name == "ba":
            case(f'filtfilt({data}, {{method = "gust", irlen = 8}}, {lua})',
                 f"signal.filtfilt({unpack}, {data}, method='gust', irlen=8)", 1e-9)
    case(f"signal.lfilter_zi({lua})", f"signal.lfilter_zi({unpack})")
    case(f"lfilter(x, {{zi = signal.lfilter_zi({lua}) * 3}}, {lua})",
         f"signal.lfilter({unpack}, x, zi=signal.lfilter_zi({unpack}) * 3)")
    case(f"lfilter(grid, {{axis = 2, zi = signal.lfilter_zi({lua}):reshape(1, -1)}}, {lua})",
         f"signal.lfilter({unpack}, grid, axis=1, zi=np.repeat(signal.lfilter_zi({unpack})[None, :], 3, 0))")
SOS = [("signal.butter(4, {0.1, 0.3}, {btype = \"band\", output = \"sos\"})", "signal.butter(4, [0.1, 0.3], 'band', output='sos')"),
       ("signal.butter(3, 0.2, {output = \"sos\"})", "signal.butter(3, 0.2, output='sos')"),
       ("signal.butter(11, 0.4, {output = \"sos\"})", "signal.butter(11, 0.4, output='sos')"),
       ("signal.butter(1, 0.4, {btype = \"high\", output = \"sos\"})", "signal.butter(1, 0.4, 'high', output='sos')")]
for lua, python in SOS:
    for data in ["x", "z", "grid"]:
        case(f"signal.sosfilt({lua}, {data})", f"signal.sosfilt({python}, {data})")
        case(f"signal.sosfilt({lua}, {data}, {{axis = 1}})", f"signal.sosfilt({python}, {data}, axis=0)")
        case(f'signal.sosfiltfilt({lua}, {data}, {{padlen = 4, padtype = "even"}})',
             f"signal.sosfiltfilt({python}, {data}, padlen=4, padtype='even')", 1e-10)
        case(f"signal.sosfiltfilt({lua}, {data}, -1, pl.none)", f"signal.sosfiltfilt({python}, {data}, padtype=None)", 1e-10)
    case(f"signal.sosfiltfilt({lua}, long)", f"signal.sosfiltfilt({python}, long)", 1e-10)
    case(f"signal.sosfilt_zi({lua})", f"signal.sosfilt_zi({python})", 1e-10)
    case(f"signal.sosfilt({lua}, x, {{zi = signal.sosfilt_zi({lua}) * 2}})",
         f"signal.sosfilt({python}, x, zi=signal.sosfilt_zi({python}) * 2)", 1e-11)
    case(f"signal.sosfilt({lua}, grid, 1, pl.ones{{#{lua}, 2, 20}})",
         f"signal.sosfilt({python}, grid, 0, np.ones((len({python}), 2, 20)))")
    case(f"signal.sosfreqz({lua}, {{whole = true, worN = 9}})", f"signal.sosfreqz({python}, 9, whole=True)", 1e-11)
for axis in [1, 2]:
    case(f"signal.detrend(grid, {axis})", f"signal.detrend(grid, {axis - 1})")
    case(f'signal.detrend(grid, {axis}, "constant")', f"signal.detrend(grid, {axis - 1}, 'constant')")
case("signal.detrend(x, {bp = {21, 41}})", "signal.detrend(x, bp=[20, 40])")
case("signal.detrend(z)", "signal.detrend(z)")
for data in ["x", "grid", "whole", "long"]:
    case(f"signal.hilbert({data})", f"signal.hilbert({data})")
    case(f"signal.hilbert({data}, 9)", f"signal.hilbert({data}, 9)")
    case(f"signal.hilbert({data}, {{N = 31, axis = 1}})", f"signal.hilbert({data}, 31, 0)")
for more_lua, more in [("", ""), (", whole = true", ", whole=True"), (", include_nyquist = true", ", include_nyquist=True"),
                       (", fs = 100", ", fs=100")]:
    case(f"signal.freqz({{1, 2, 3}}, {{1, -0.5}}, {{worN = 7{more_lua}}})", f"signal.freqz([1, 2, 3], [1, -0.5], 7{more})")
case("signal.freqz(h)", "signal.freqz(h)")
case("signal.freqz(h, {worN = {0.5, 1}})", "signal.freqz(h, worN=[0.5, 1])")

# Windows
for name in ["boxcar", "triang", "bartlett", "blackman", "blackmanharris", "nuttall", "flattop", "hann", "hamming", "cosine",
             "tukey", "exponential", "han", "rect"]:
    for n in [0, 1, 2, 7, 8]:
        for bins in ["true", "false"]:
            if (name, n) != ("bartlett", 0):
                case(f'signal.get_window("{name}", {n}, {bins})', f"signal.get_window('{name}', {n}, {bins.title()})")
for name, parameter in [("gaussian", 2.5), ("kaiser", 8.6), ("kaiser", 0), ("tukey", 0.3), ("tukey", 1.5), ("tukey", 0),
                        ("general_hamming", 0.6)]:
    for n in [7, 8]:
        for bins in ["true", "false"]:
            case(f'signal.get_window({{"{name}", {parameter}}}, {n}, {bins})',
                 f"signal.get_window(('{name}', {parameter}), {n}, {bins.title()})")
case("signal.get_window(4.5, 9)", "signal.get_window(4.5, 9)")
for name in ["parzen", "bohman", "barthann", "lanczos", "taylor", "par", "bmn", "bth", "sinc", "taylorwin", "poisson"]:
    for n in [1, 2, 7, 8]:
        for bins in ["true", "false"]:
            case(f'signal.get_window("{name}", {n}, {bins})', f"signal.get_window('{name}', {n}, {bins.title()})")
for lua, python, bins in [('"exponential", nil, 2', "'exponential', None, 2", ""), ('"exponential", 1, 2', "'exponential', 1, 2", ""),
                          ('"general_gaussian", 1.5, 3', "'general gaussian', 1.5, 3", ""), ('"chebwin", 60', "'chebwin', 60", ""),
                          ('"chebwin", 100', "'chebwin', 100", ", false"), ('"dpss", 2.5', "'dpss', 2.5", ""),
                          ('"taylor", 6, 40, false', "'taylor', 6, 40, False", ""), ('"taylor", 1', "'taylor', 1", ", false"),
                          ('"general_cosine", {0.5, 0.3, 0.2}', "'general_cosine', [0.5, 0.3, 0.2]", ""),
                          ('"kbd", 4', "'kbd', 4", ", false")]:
    for n in [8, 51] if "kbd" not in lua else [2, 8]:
        case(f"signal.get_window({{{lua}}}, {n}{bins})", f"signal.get_window(({python}), {n}{bins.title()})", 1e-11)
for name in ["barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "cosine", "flattop", "hamming", "hann",
             "nuttall", "parzen", "triang", "tukey", "exponential", "taylor"]:
    for n in [2, 9, 10]:
        case(f"signal.windows.{name}({n})", f"signal.windows.{name}({n})")
        case(f"signal.windows.{name}({n}, {{sym = false}})", f"signal.windows.{name}({n}, sym=False)")
for call in ["gaussian(9, 2)", "general_gaussian(9, 1.5, 2)", "kaiser(9, 6)", "kaiser(10, 6)", "tukey(21, 0.3)", "taylor(20, 5, 35)",
             "chebwin(11, 50)", "chebwin(12, 70)", "general_hamming(7, 0.6)", "exponential(7)", "lanczos(7)", "lanczos(8)",
             "kaiser_bessel_derived(12, 3)", "dpss(20, 2.5)", "dpss(21, 2.5)", "dpss(20, 2, 4)", "dpss(33, 3, 5)"]:
    case(f"signal.windows.{call}", f"signal.windows.{call}", 1e-11)
case("signal.windows.exponential(7, 1, 2, false)", "signal.windows.exponential(7, 1, 2, False)")
case("signal.windows.general_cosine(7, {0.5, 0.3, 0.2})", "signal.windows.general_cosine(7, [0.5, 0.3, 0.2])")
case("signal.windows.get_window(\"hann\", 6)", "signal.windows.get_window('hann', 6)")
for lua, python in [("norm = 2", "norm=2"), ('norm = "approximate"', "norm='approximate'"), ('norm = "subsample"', "norm='subsample'"),
                    ("sym = false", "sym=False"), ("sym = false, Kmax = 3", "sym=False, Kmax=3"),
                    ('Kmax = 3, norm = "subsample"', "Kmax=3, norm='subsample'")]:
    for n in [20, 21]:
        case(f"signal.windows.dpss({n}, 2.5, {{{lua}, return_ratios = true}})",
             f"signal.windows.dpss({n}, 2.5, {python}, return_ratios=True)", 1e-11)

# Spectra
for data in ["long", "grid", "z"]:
    base = "fs = 10, nperseg = 16"
    for lua, python in [("", ""), (", noverlap = 3", ", noverlap=3"), (", nfft = 20", ", nfft=20"), (", nfft = 19", ", nfft=19"),
                        (', detrend = "linear"', ", detrend='linear'"), (", detrend = false", ", detrend=False"),
                        (", return_onesided = false", ", return_onesided=False"), (', scaling = "spectrum"', ", scaling='spectrum'"),
                        (', average = "median"', ", average='median'"), (', window = "hamming"', ", window='hamming'"),
                        (', window = {"tukey", 0.5}', ", window=('tukey', 0.5)"), (", window = x[\":16\"] + 7", ", window=x[:16] + 7")]:
        base_lua = base if "window = x" not in lua else "fs = 10"
        base_python = base.replace(" = ", "=") if "window = x" not in lua else "fs=10"
        case(f"signal.welch({data}, {{{base_lua}{lua}}})", f"signal.welch({data}, {base_python}{python})")
        if data != "grid":
            case(f"signal.csd({data}, y, {{{base_lua}{lua}}})", f"signal.csd({data}, y, {base_python}{python})")
        if "average" not in lua:
            case(f"signal.spectrogram({data}, {{{base_lua}{lua}}})", f"signal.spectrogram({data}, {base_python}{python})")
    for mode in ["complex", "magnitude", "angle", "phase"]:
        tolerance = 1e-9 if mode in ("angle", "phase") else 1e-12
        case(f'signal.spectrogram({data}, {{nperseg = 16, mode = "{mode}", detrend = false}})',
             f"signal.spectrogram({data}, nperseg=16, mode='{mode}', detrend=False)", tolerance)
    for lua, python in [("", ""), (', fs = 5, window = "hann"', ", fs=5, window='hann'"), (", nfft = 11", ", nfft=11"),
                        (", nfft = 2048", ", nfft=2048"), (', scaling = "spectrum", detrend = "linear"', ", scaling='spectrum', detrend='linear'"),
                        (", return_onesided = false", ", return_onesided=False")]:
        case(f"signal.periodogram({data}, {{{lua.lstrip(', ')}}})", f"signal.periodogram({data}{python})")
for data in ["x", "z", "long", "grid"]:
    for lua, python in [("", ""), (", noverlap = 3", ", noverlap=3"), (", nfft = 21", ", nfft=21"), (", window = \"boxcar\"", ", window='boxcar'"),
                        (', detrend = "linear"', ", detrend='linear'"), (", return_onesided = false", ", return_onesided=False"),
                        (', scaling = "psd"', ", scaling='psd'"), (", boundary = pl.none", ", boundary=None"),
                        (', boundary = "even"', ", boundary='even'"), (', boundary = "odd"', ", boundary='odd'"),
                        (', boundary = "constant"', ", boundary='constant'"), (", padded = false", ", padded=False"),
                        (", boundary = pl.none, padded = false, noverlap = 5", ", boundary=None, padded=False, noverlap=5")]:
        case(f"signal.stft({data}, {{fs = 10, nperseg = 15{lua}}})", f"signal.stft({data}, 10, nperseg=15{python})")
case("signal.stft(grid, {axis = 1, nperseg = 2})", "signal.stft(grid, axis=0, nperseg=2)")
case("signal.stft(long)", "signal.stft(long, nperseg=200)")
case("signal.stft(x, {window = values(9) + 7})", "signal.stft(x, window=values(9) + 7, nperseg=9)")
spectra = signal.stft(x, nperseg=16)[2]
pairs = signal.stft(grid, nperseg=6)[2]
both = signal.stft(z, nperseg=16, return_onesided=False)[2]
odd = signal.stft(x, nperseg=15)[2]
SETUP += """local spectra = select(3, signal.stft(x, {nperseg = 16}))
local pairs = select(3, signal.stft(grid, {nperseg = 6}))
local both = select(3, signal.stft(z, {nperseg = 16, return_onesided = false}))
local odd = select(3, signal.stft(x, {nperseg = 15}))
"""
for lua, python in [("spectra", "spectra"), ("spectra, {fs = 10}", "spectra, 10"), ("spectra, {boundary = false}", "spectra, boundary=False"),
                    ('spectra, {window = "hamming"}', "spectra, window='hamming'"), ("spectra, {noverlap = 10}", "spectra, noverlap=10"),
                    ("spectra, {nperseg = 12}", "spectra, nperseg=12"), ("spectra, {nfft = 20}", "spectra, nfft=20"),
                    ('spectra, {scaling = "psd", fs = 2}', "spectra, 2, scaling='psd'"), ("odd, {nperseg = 15}", "odd, nperseg=15"),
                    ("both, {input_onesided = false}", "both, input_onesided=False"), ("both", "both"),
                    ("spectra.T, {time_axis = 1, freq_axis = 2}", "spectra.T, time_axis=0, freq_axis=1"),
                    ("spectra, {window = values(16) + 8}", "spectra, window=values(16) + 8")]:
    case(f"signal.istft({lua})", f"signal.istft({python})")
for lua, python in [("pairs", "pairs"), ("pl.moveaxis(pairs, 3, 1), {time_axis = 1, freq_axis = 3}", "np.moveaxis(pairs, 2, 0), time_axis=0, freq_axis=2")]:
    case(f"select(2, signal.istft({lua}))", f"signal.istft({python})[1]")
case("signal.welch(grid, {axis = 1, nperseg = 3})", "signal.welch(grid, axis=0, nperseg=3)")
case("signal.spectrogram(grid, {axis = 1, nperseg = 2})", "signal.spectrogram(grid, axis=0, nperseg=2)")
case("signal.welch(long)", "signal.welch(long)")
case("signal.csd(x, long)", "signal.csd(x, long)")
case("signal.coherence(long, long[\"::-1\"], {nperseg = 32})", "signal.coherence(long, long[::-1], nperseg=32)")

# Peaks: positions in the properties count from 1 on our side
case("peaks(x, {})", "peaks(x)")
for lua, python in [("height = 1", "height=1"), ("height = {nil, 2}", "height=(None, 2)"), ("height = {-2, 3}", "height=(-2, 3)"),
                    ("height = y", "height=y"), ("threshold = 2", "threshold=2"), ("distance = 3.5", "distance=3.5"),
                    ("prominence = 4", "prominence=4"), ("prominence = {4, 8}, wlen = 9", "prominence=(4, 8), wlen=9"),
                    ("width = 1.2", "width=1.2"), ("width = {0, 2}, rel_height = 0.75", "width=(0, 2), rel_height=0.75"),
                    ("plateau_size = {1, 3}", "plateau_size=(1, 3)"),
                    ("height = 0, threshold = 1, distance = 2, prominence = 2, width = 0.5, plateau_size = 1",
                     "height=0, threshold=1, distance=2, prominence=2, width=0.5, plateau_size=1")]:
    for data in ["x", "long", "flat"]:
        if data != "x" and "= y" in lua:
            continue
        case(f"peaks({data}, {{{lua}}})", f"peaks({data}, {python})")
case("signal.peak_widths(x, (signal.find_peaks(x)), 0.3)", "widths(x, signal.find_peaks(x)[0], 0.3)")
case("signal.peak_prominences(x, (signal.find_peaks(x)), 7)", "prominences(x, signal.find_peaks(x)[0], 7)")

ORDER = ["plateau_sizes", "left_edges", "right_edges", "peak_heights", "left_thresholds", "right_thresholds", "prominences",
         "left_bases", "right_bases", "widths", "width_heights", "left_ips", "right_ips"]
SHIFTED = {"left_edges", "right_edges", "left_bases", "right_bases", "left_ips", "right_ips"}
flat = np.array([0, 1, 1, 1, 0, 2, 2, 1, 3, 3, 3, 3, 1, 5, 0, 4, 4], float)


def peaks(data, **options):
    positions, found = signal.find_peaks(data, **options)
    return [positions + 1] + [found[k] + (k in SHIFTED) for k in ORDER if k in found]


def widths(data, positions, rel_height):
    w = signal.peak_widths(data, positions, rel_height)
    return [w[0], w[1], w[2] + 1, w[3] + 1]


def prominences(data, positions, wlen):
    p = signal.peak_prominences(data, positions, wlen)
    return [p[0], p[1] + 1, p[2] + 1]


SETUP += """local flat = pl.array{0, 1, 1, 1, 0, 2, 2, 1, 3, 3, 3, 3, 1, 5, 0, 4, 4}
local function with(f, data, options, b, a) return f(b, a, data, options) end
local function lfilter(...) return with(signal.lfilter, ...) end
local function filtfilt(...) return with(signal.filtfilt, ...) end
local order = {"plateau_sizes", "left_edges", "right_edges", "peak_heights", "left_thresholds", "right_thresholds",
  "prominences", "left_bases", "right_bases", "widths", "width_heights", "left_ips", "right_ips"}
local function peaks(data, options)
  local positions, found = signal.find_peaks(data, options)
  local list = {positions}
  for _, name in ipairs(order) do
    local ok, value = pcall(function() return found[name] end)
    if ok and value then list[#list + 1] = value end
  end
  return table.unpack(list)
end
"""


def listed(v):
    v = np.asarray(v).ravel()
    if np.iscomplexobj(v):
        v = np.stack([v.real, v.imag], axis=-1).ravel()
    return ",".join("%.14g" % e for e in v)


print("-- Written by signal_calls.py with SciPy", scipy.__version__)
print("return {setup = [==[\n" + SETUP + "]==], cases = {")
for lua, python, tolerance in CASES:
    result = eval(python)
    results = list(result) if isinstance(result, (tuple, list)) else [result]
    if "zpk'" in python:  # zeros and poles are complex with us, always
        results[:2] = [np.asarray(r, complex) for r in results[:2]]
    parts = ", ".join("{{%s}, {%s}}" % (",".join(map(str, np.shape(r))), listed(r)) for r in results)
    print("  {[==[%s]==], %g, {%s}}," % (lua, tolerance, parts))
print("}}")
