#!/usr/bin/python3
# Files that perilune writes are read by NumPy, and the other way round. Not one of the tests: they do without Python.
# Run where NumPy is installed: /usr/bin/python3 exchange.py build/perilune
import os
import subprocess
import sys
import tempfile
import zipfile
import numpy as np

program = sys.argv[1]
folder = tempfile.mkdtemp()
os.environ['FOLDER'] = folder
path = lambda name: os.path.join(folder, name)


def lua(code):
    subprocess.run([program, '-e', 'local d = os.getenv("FOLDER") .. "/" ' + code], check=True)


def same(a, b):
    assert a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes(), (a, b)


rng = np.random.default_rng(1)
arrays = {}
for t in ('f8', 'f4', 'c16', 'c8', 'i8', 'i4', 'u1', '?'):
    arrays['n_' + t.replace('?', 'b')] = (100 * rng.normal(size=(30, 7))).astype(t)
arrays['fortran'] = np.asfortranarray(rng.normal(size=(5, 6, 7)))
arrays['empty'] = np.zeros((0, 4))
arrays['na\u00efve'] = np.arange(3.)
np.savez(path('numpy.npz'), **arrays)
for save in ('savez', 'savez_compressed'):
    lua('pl.io.%s(d .. "ours.npz", pl.io.load(d .. "numpy.npz"))' % save)
    assert zipfile.ZipFile(path('ours.npz')).testzip() is None
    ours = np.load(path('ours.npz'))
    assert sorted(ours.files) == sorted(arrays)
    for name, a in arrays.items():
        same(ours[name], a)
for name, a in arrays.items():
    np.save(path('numpy.npy'), a)
    lua('pl.io.save(d .. "ours", pl.io.load(d .. "numpy.npy"))')
    assert open(path('numpy.npy'), 'rb').read() == open(path('ours.npy'), 'rb').read(), name

table = rng.normal(size=(200, 5)) * 10.0**rng.integers(-300, 300, size=(200, 5))
for fmt in ('%.18e', '%s', '%.3g', '%10.4f'):
    np.savetxt(path('numpy.txt'), table, fmt=fmt, header='a b c d e')
    np.save(path('table.npy'), table)
    lua('pl.io.savetxt(d .. "ours.txt", pl.io.load(d .. "table.npy"), {fmt = "%s", header = "a b c d e"})' % fmt)
    assert open(path('numpy.txt')).read() == open(path('ours.txt')).read(), fmt
    lua('pl.io.save(d .. "read.npy", pl.io.loadtxt(d .. "numpy.txt"))')
    same(np.load(path('read.npy')), np.loadtxt(path('numpy.txt')))
lua('pl.io.savetxt(d .. "ours.txt.gz", pl.io.load(d .. "table.npy"))')
same(np.loadtxt(path('ours.txt.gz')), table)
for name in os.listdir(folder):
    os.remove(path(name))
os.rmdir(folder)
print('NumPy %s and perilune read one another' % np.__version__)
