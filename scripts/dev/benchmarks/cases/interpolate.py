"""Interpolation."""

from .case import case

case("CubicSpline 1e5 knots", 1.0, "local x = pl.arange(100000); local y = pl.sin(x)",
     "local r = interpolate.CubicSpline(x, y)",
     "from scipy import interpolate\nx = np.arange(100000.); y = np.sin(x)", "r = interpolate.CubicSpline(x, y)")

SAMPLES = ("local x = pl.arange(1000); local y = pl.sin(x); local t = random.default_rng(1):random(100000) * 999",
           "from scipy import interpolate\nx = np.arange(1000.); y = np.sin(x); t = np.random.default_rng(1).random(100000) * 999")
case("interp1d linear, 1e5 points", 1.0, SAMPLES[0] + "; local f = interpolate.interp1d(x, y)", "local r = f(t)",
     SAMPLES[1] + "; f = interpolate.interp1d(x, y)", "r = f(t)")
case("interp1d cubic, made and called", 1.0, SAMPLES[0], 'local r = interpolate.interp1d(x, y, "cubic")(t)',
     SAMPLES[1], "r = interpolate.interp1d(x, y, 'cubic')(t)")
case("interp1d at one point", 20.0, SAMPLES[0] + "; local f = interpolate.interp1d(x, y)", "local r = f(500.5)",
     SAMPLES[1] + "; f = interpolate.interp1d(x, y)", "r = f(500.5)")
case("PchipInterpolator made and called", 1.0, SAMPLES[0], "local r = interpolate.PchipInterpolator(x, y)(t)",
     SAMPLES[1], "r = interpolate.PchipInterpolator(x, y)(t)")
