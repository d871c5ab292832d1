#!/usr/bin/python3
# Writes savetxt.inc: texts as Python's % and NumPy's savetxt write them.
# Run with NumPy 1.24: /usr/bin/python3 make_savetxt.py > savetxt.inc
import io
import random
import numpy as np


def c_string(s):
    return '"' + ''.join(c if 32 <= ord(c) < 127 and c not in '"\\?' else ''.join('\\%03o' % b for b in c.encode()) for c in s) + '"'


def literal(v):
    v = float(v)
    if v != v:
        return 'NAN'
    if v in (float('inf'), float('-inf')):
        return 'INFINITY' if v > 0 else '-INFINITY'
    return v.hex()


print('// Written by make_savetxt.py with NumPy %s; do not edit.' % np.__version__)
rng = random.Random(5)
reals = [0.0, -0.0, 1.0, -2.5, 0.5, 1.5, 3.0, 100.0, 123456.0, 1e5, 999999.5, 1e6, 1e-4, 1e-5, 9.9999e-5, 0.1, 1 / 3, 1e15, 1e16,
         9999999999999998.0, 1e22, 1.7976931348623157e308, 5e-324, float('inf'), float('-inf'), float('nan'), 2.0**53, 12345.678]
print('const std::vector<RealFormat> real_formats = {')
for letter in 'eEfFgGds':
    for flags in ['', '-', '+', ' ', '0', '#', '-0', '+0', '#0', ' 0', '+#']:
        for size in ['', '12', '.0', '.3', '20.10', '.17', '8.', '40.25']:
            fmt = '%' + flags + size + letter
            if rng.random() > 0.35:
                continue
            for v in rng.sample(reals, 3):
                if letter == 'd' and (v != v or abs(v) == float('inf')):
                    continue
                print('    {"%s", %s, %s},' % (fmt, literal(v), c_string(fmt % v)))
print('};')
print('const std::vector<IntegerFormat> integer_formats = {')
for letter in 'diuoxXsrge':
    for flags in ['', '-', '+', ' ', '0', '#', '-0', '+#0']:
        for size in ['', '9', '.4', '12.5', '3.0']:
            fmt = '%' + flags + size + letter
            if rng.random() > 0.4:
                continue
            for v in rng.sample([0, 1, -1, 7, -255, 65535, 2**31, -2**63, 2**63 - 1], 2):
                print('    {"%s", %s, %s},' % (fmt, 'INT64_MIN' if v == -2**63 else v, c_string(fmt % v)))
print('};')
print('const std::vector<std::pair<float, const char*>> single_texts = {')
for v in [0.1, 1e16, 16777216, 1e-5, 123456789, 3.4028235e38, 1e-45, 1 / 3, 0.0001, -2.5]:
    print('    {%sf, "%s"},' % (literal(np.float32(v)), str(np.float32(v))))
print('};')


def savetxt(a, **kw):
    f = io.StringIO()
    np.savetxt(f, a, **kw)
    return c_string(f.getvalue())


x = np.array([[1, 2.5, -3], [4e10, float('nan'), 1e-7]])
z = np.array([[1 + 2j, 3 - 4j], [-0.5j, complex(float('inf'), -1)]])
k = np.array([[1, -2], [300, 4]])
print('const char* const saved_x[] = {%s};' % ',\n    '.join([
    savetxt(x), savetxt(x, fmt='%.3f', delimiter=','), savetxt(x, fmt=['%d', '%8.2f', '%s'], delimiter='; '),
    savetxt(x, fmt='%.0f<%g>%5.1e!', delimiter='unused'), savetxt(x, header='a\nb', footer='c', comments='// ', fmt='%g'),
    savetxt(x, fmt='%g', newline='\r\n', delimiter='\t'), savetxt(x[0]), savetxt(x.T, fmt='%g')]))
print('const char* const saved_z[] = {%s};' % ',\n    '.join([
    savetxt(z), savetxt(z, fmt='%.2f'), savetxt(z, fmt='%.2f%+.1fj %g %g'), savetxt(z, fmt=['%.1f%+.1fj', '(%.1f %.1f)'], delimiter=';'),
    savetxt(z, fmt='%+d' if False else '%+.1f')]))
print('const char* const saved_k[] = {%s};' % ',\n    '.join([
    savetxt(k), savetxt(k, fmt='%d'), savetxt(k, fmt='%05x', delimiter=' '), savetxt(k, fmt='%s', delimiter=',')]))
