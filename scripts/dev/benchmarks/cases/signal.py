"""signal: filters and convolutions of long signals."""

from .case import case

LUA = "local x = random.default_rng(1):random(100000); "
PYTHON = "from scipy import signal\nx = np.random.default_rng(1).random(100000)\n"
for taps in 64, 1000, 10000:
    case(f"fftconvolve same 1e5 x {taps}", 1.5, LUA + f"local h = random.default_rng(2):random({taps})",
         'local r = signal.fftconvolve(x, h, "same")', PYTHON + f"h = np.random.default_rng(2).random({taps})",
         "r = signal.fftconvolve(x, h, 'same')")
case("sosfiltfilt 1e5, 4 sections", 2.0,
     LUA + 'local sos = signal.butter(4, {0.1, 0.3}, {btype = "bandpass", output = "sos"})',
     "local r = signal.sosfiltfilt(sos, x)", PYTHON + "sos = signal.butter(4, [0.1, 0.3], 'bandpass', output='sos')",
     "r = signal.sosfiltfilt(sos, x)")
case("sosfiltfilt 1000, 2 sections", 2.0, LUA + 'x = x[":1000"]; local sos = signal.butter(4, 0.1, {output = "sos"})',
     "local r = signal.sosfiltfilt(sos, x)", PYTHON + "x = x[:1000]; sos = signal.butter(4, 0.1, output='sos')",
     "r = signal.sosfiltfilt(sos, x)")
case("filtfilt 1e5, order 8", 1.0, LUA + 'local b, a = signal.butter(4, {0.1, 0.3}, "bandpass")',
     "local r = signal.filtfilt(b, a, x)", PYTHON + "b, a = signal.butter(4, [0.1, 0.3], 'bandpass')",
     "r = signal.filtfilt(b, a, x)")
case("welch 1e5", 1.0, LUA, "local f, P = signal.welch(x)", PYTHON, "f, P = signal.welch(x)")
case("find_peaks 1e5", 1.0, LUA, "local p = signal.find_peaks(x, {distance = 20})", PYTHON,
     "p = signal.find_peaks(x, distance=20)")
case("butter, sections", 10.0, "",
     'local r = signal.butter(4, {0.1, 0.3}, {btype = "bandpass", output = "sos"})', PYTHON,
     "r = signal.butter(4, [0.1, 0.3], 'bandpass', output='sos')")
