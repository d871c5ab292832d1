#!/usr/bin/python3
# Writes archives.inc: .npy and .npz files as NumPy and zipfile make them, and what they hold.
# Run with NumPy 1.24: /usr/bin/python3 make_archives.py > archives.inc
import io
import zipfile
import numpy as np
from numpy.lib import format as npf

OURS = {'b1': 'bool_', 'u1': 'uint8', 'i1': 'int32', 'i2': 'int32', 'u2': 'int32', 'i4': 'int32', 'u4': 'int64',
        'u8': 'int64', 'i8': 'int64', 'f2': 'float32', 'f4': 'float32', 'f8': 'float64', 'c8': 'complex64',
        'c16': 'complex128'}


def npy(a, version=None, **kw):
    f = io.BytesIO()
    npf.write_array(f, a, version=version, **kw)
    return f.getvalue()


def by_hand(header, data, version=(1, 0)):
    text = header.encode('latin1')
    length = len(text).to_bytes(2 if version[0] == 1 else 4, 'little')
    return b'\x93NUMPY' + bytes(version) + length + text + data


def literal(v):
    if v != v:
        return 'NAN'
    if v in (float('inf'), float('-inf')):
        return 'INFINITY' if v > 0 else '-INFINITY'
    return float(v).hex()


def fixture(name, data, a):
    dtype = OURS[a.dtype.str[1:]]
    integers, reals = [], []
    if a.dtype.kind in 'biu':
        integers = [int(v) for v in a.ravel()]
    elif a.dtype.kind == 'c':
        reals = [x for v in a.ravel() for x in (v.real, v.imag)]
    else:
        reals = [float(v) for v in a.ravel()]
    print('    {"%s", "%s",\n     DType::%s, {%s}, {%s}, {%s}},' % (
        name, data.hex(), dtype, ', '.join(map(str, a.shape)),
        ', '.join(str(v) if v != -2**63 else 'INT64_MIN' for v in integers), ', '.join(map(literal, reals))))


def npz(compress, **arrays):
    f = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(f, **arrays)
    return f.getvalue()


class Unseekable(io.RawIOBase):
    def __init__(self):
        self.data = b''

    def writable(self):
        return True

    def write(self, b):
        self.data += bytes(b)
        return len(b)


print('// Written by make_archives.py with NumPy %s; do not edit.' % np.__version__)
print('const std::vector<GoodFile> good_files = {')
for order in '<>':
    for kind, values in {
            'i1': [-128, 0, 127], 'i2': [-32768, 5, 32767], 'u2': [0, 65535], 'i4': [-2**31, 7, 2**31 - 1],
            'u4': [0, 2**32 - 1], 'i8': [-2**63, 2**53 + 1, 2**63 - 1], 'u8': [0, 2**63 - 1],
            'f2': [0.0, -0.0, 1.5, 65504, 6e-8, 6.1e-5, float('inf'), float('nan'), -2.25],
            'f4': [1.5, -0.0, 3e38, 1e-45, float('-inf')], 'f8': [0.1, -0.0, 1e308, 5e-324, float('nan')],
            'c8': [1 + 2j, -0.5j], 'c16': [0.1 - 0.2j, complex(float('inf'), 1)], 'u1': [0, 255], 'b1': [True, False]}.items():
        if order == '>' and kind in ('i1', 'u1', 'b1'):
            continue
        a = np.array(values, dtype=order + kind)
        fixture(kind + (' big' if order == '>' else ''), npy(a), a)
a = np.arange(6, dtype='f8').reshape(2, 3)
fixture('matrix', npy(a), a)
fixture('fortran', npy(np.asfortranarray(a)), a)
a = np.arange(24, dtype='i4').reshape(2, 3, 4)
fixture('fortran 3d big', npy(np.asfortranarray(a.astype('>i4'))), a)
fixture('fortran widened', npy(np.asfortranarray(a.astype('i2'))), a)
fixture('0-d', npy(np.array(2.5)), np.array(2.5))
fixture('empty', npy(np.zeros((0, 3))), np.zeros((0, 3)))
fixture('empty fortran', npy(np.zeros((3, 0), order='F', dtype='c16')), np.zeros((3, 0), 'c16'))
fixture('version 2', npy(np.arange(3.), (2, 0)), np.arange(3.))
fixture('version 3', npy(np.arange(3.), (3, 0)), np.arange(3.))
a = np.array([[1, 2, 3], [4, 5, 6]], 'f8')
d = a.tobytes()
fixture('python 2', by_hand("{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 3L), }     \n", d), a)
fixture('no spaces', by_hand("{'shape':(2,3),'fortran_order':False,'descr':'<f8'}", d), a)
fixture('wide spaces', by_hand(' { "descr" : u\'<f8\' ,\t"fortran_order" : False , "shape" : ( 2 , 3 , ) , }\n\n', d), a)
fixture('no byte order', by_hand("{'descr': 'f8', 'fortran_order': False, 'shape': (2, 3), }\n", d), a)
fixture('question mark', by_hand("{'descr': '?', 'fortran_order': False, 'shape': (2,), }\n", b'\1\0'), np.array([True, False]))
fixture('odd bools', by_hand("{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }\n", b'\2\0\xff'), np.array([True, False, True]))
fixture('more behind', npy(a) + b'rest', a)
print('};\n')

print('const std::vector<BadFile> bad_files = {')
for name, a in {
        'object': np.array([1, 'a'], dtype=object), 'string': np.array(['ab']), 'bytes': np.array([b'ab']),
        'date': np.array(['2020-01-01'], 'M8[D]'), 'span': np.array([1], 'm8[s]'), 'void': np.zeros(1, 'V3'),
        'float128': np.zeros(1, 'f16'), 'complex256': np.zeros(1, 'c32'),
        'records': np.zeros(1, [('a', '<i4'), ('b', '<f8')]), 'uint64': np.array([1, 2**63], 'u8'),
        'uint64 big': np.array([2**64 - 1], '>u8')}.items():
    print('    {"%s", "%s"},' % (name, npy(a).hex()))
print('};\n')

x, y, z = np.arange(6.).reshape(2, 3), np.array([True, False]), np.arange(1000, dtype='i4')
print('// x = arange(6.).reshape(2, 3), y = [true, false], z = arange(1000) int32')
print('const std::vector<std::pair<const char*, const char*>> archives = {')
out = {'stored': npz(False, x=x, y=y, z=z), 'compressed': npz(True, x=x, y=y, z=z)}
unseekable = Unseekable()
with zipfile.ZipFile(unseekable, 'w', zipfile.ZIP_DEFLATED) as f:
    for name, a in (('x', x), ('y', y), ('z', z)):
        with f.open(name + '.npy', 'w', force_zip64=name == 'z') as entry:
            entry.write(npy(a))
out['descriptors'] = unseekable.data
comment = io.BytesIO()
with zipfile.ZipFile(comment, 'w', zipfile.ZIP_DEFLATED) as f:
    f.comment = b'PK\5\6 a comment with the end mark in it'
    for name, a in (('x', np.zeros(1)), ('x', x), ('y', y), ('z', z)):
        f.writestr(name + '.npy', npy(a))
out['comment, x twice'] = comment.getvalue()
for name, data in out.items():
    print('    {"%s", "%s"},' % (name, data.hex()))
print('};\n')
f = io.BytesIO()
with zipfile.ZipFile(f, 'w', zipfile.ZIP_BZIP2) as g:
    g.writestr('x.npy', npy(x))
print('const char* const bzip2_archive = "%s";' % f.getvalue().hex())
f = io.BytesIO()
with zipfile.ZipFile(f, 'w') as g:
    g.writestr('note.txt', b'hello')
    g.writestr('o.npy', npy(np.array([None], dtype=object)))
    g.writestr('d\u00e9.npy', npy(x))
print('const char* const mixed_archive = "%s";' % f.getvalue().hex())
f = io.BytesIO()
zipfile.ZipFile(f, 'w').close()
print('const char* const empty_archive = "%s";' % f.getvalue().hex())
