#!/usr/bin/python3
# Writes text.inc: what NumPy's loadtxt and genfromtxt make of small texts.
# Run with NumPy 1.24: /usr/bin/python3 make_text.py > text.inc
import io
import sys
import warnings
import numpy as np

warnings.simplefilter('ignore')
NAMES = {'f8': 'float64', 'i8': 'int64', 'i4': 'int32', 'u1': 'uint8', 'c16': 'complex128', 'b1': 'bool_',
         'f4': 'float32', 'c8': 'complex64'}


def c_string(s):
    return '"' + ''.join(c if 32 <= ord(c) < 127 and c not in '"\\?' else ''.join('\\%03o' % b for b in c.encode()) for c in s) + '"'


def literal(v):
    v = float(v)
    if v != v:
        return 'NAN'
    if v in (float('inf'), float('-inf')):
        return 'INFINITY' if v > 0 else '-INFINITY'
    return v.hex()


def numbers(a):
    if a.dtype.kind == 'c':
        return [x for v in a.ravel() for x in (v.real, v.imag)]
    return list(a.ravel())


def option(key, v, lenient):
    """One keyword of NumPy's as a C++ statement on TextOptions o."""
    def keys(v):
        return ', '.join('ColumnKey{std::string(%s)}' % c_string(k) if isinstance(k, str) else 'ColumnKey{std::int64_t{%d}}' % k for k in v)
    if key == 'delimiter' and isinstance(v, str):
        return 'o.delimiter = %s;' % c_string(v)
    if key == 'delimiter':
        return 'o.widths = {%s};' % ', '.join(map(str, [v] if isinstance(v, int) else v))
    if key == 'comments':
        return 'o.comments = {%s};' % ', '.join(map(c_string, [] if v is None else [v] if isinstance(v, str) else v))
    if key == 'quotechar':
        return "o.quotechar = '%s';" % v
    if key in ('skiprows', 'skip_header'):
        return 'o.skip_rows = %d;' % v
    if key in ('max_rows', 'skip_footer'):
        return 'o.%s = %d;' % (key, v)
    if key == 'usecols':
        return 'o.usecols = std::vector<ColumnKey>{%s};' % keys([v] if isinstance(v, int) else v)
    if key == 'dtype' and v is None:
        return 'o.detect = true;'
    if key == 'dtype':
        types = v.split(',') if isinstance(v, str) else [np.dtype(v).str[1:]]
        return 'o.types = {%s};' % ', '.join(
            'ColumnType{true}' if t[0] == 'U' else 'ColumnType{false, DType::%s}' % NAMES[t] for t in types)
    if key == 'names' and v is True:
        return 'o.names_from = TextOptions::Names::header;'
    if key == 'names':
        return 'o.names_from = TextOptions::Names::given; o.names = {%s};' % ', '.join(map(c_string, v.split(',')))
    if key == 'missing_values':
        return 'o.missing_values = {{std::nullopt, {%s}}};' % ', '.join(map(c_string, v.split(',')))
    if key == 'filling_values':
        return 'o.filling_values = {{std::nullopt, Cell{Scalar::of(%s)}}};' % (
            'std::int64_t{%d}' % v if isinstance(v, int) else repr(v))
    if key in ('autostrip', 'loose', 'invalid_raise'):
        return 'o.%s = %s;' % (key, 'true' if v else 'false')
    if key == 'case_sensitive':
        return 'o.name_rules.letters = NameRules::Case::%s;' % v
    if key == 'replace_space':
        return 'o.name_rules.replace_space = %s;' % c_string(v)
    if key == 'deletechars':
        return 'o.name_rules.delete_characters = %s;' % c_string(v + '"')
    if key == 'defaultfmt':
        return 'o.name_rules.default_format = %s;' % c_string(v)
    raise KeyError(key)


def case(function, text, **kw):
    lenient = function == 'genfromtxt'
    unpack, ndmin = kw.pop('unpack', False), kw.pop('ndmin', 0)
    statements = ' '.join(option(k, v, lenient) for k, v in kw.items())
    call = dict(kw)
    if lenient:
        call['encoding'] = 'utf-8'
    # As everywhere in perilune, no name is kept from columns.
    a = getattr(np, function)(io.StringIO(text), unpack=unpack, ndmin=ndmin, **call)
    columns, names = [], []
    matrix = '{}'
    if isinstance(a, list) or a.dtype.names:
        b = getattr(np, function)(io.StringIO(text), ndmin=0, **call)
        names = list(b.dtype.names)
        columns = [np.atleast_1d(b[n]) for n in names]
        shape = None
    elif a.dtype.kind == 'U':
        flat = np.atleast_2d(getattr(np, function)(io.StringIO(text), ndmin=2, **call))
        columns = [flat[:, i] for i in range(flat.shape[1])]
        shape = None
    else:
        shape = a.shape
    print('    {"%s", %s, [](TextOptions& o) { %s }, %s, %d,' % (
        function, c_string(text), statements or '(void)o;', str(unpack).lower(), ndmin))
    if shape is not None:
        print('     true, DType::%s, {%s}, {%s}, {}, {}},' % (
            NAMES[a.dtype.str[1:]], ', '.join(map(str, shape)), ', '.join(map(literal, numbers(a)))))
    else:
        rows = []
        for c in columns:
            if c.dtype.kind == 'U':
                rows.append('{true, DType::float64, {}, {%s}}' % ', '.join(map(c_string, c)))
            else:
                rows.append('{false, DType::%s, {%s}, {}}' % (NAMES[c.dtype.str[1:]], ', '.join(map(literal, numbers(c)))))
        print('     false, DType::float64, {}, {}, {%s}, {%s}},' % (', '.join(map(c_string, names)), ', '.join(rows)))


def loadtxt(text, **kw):
    case('loadtxt', text, **kw)


def genfromtxt(text, **kw):
    case('genfromtxt', text, **kw)


print('// Written by make_text.py with NumPy %s; do not edit.' % np.__version__)
print('const std::vector<TextCase> text_cases = {')
loadtxt('1 2\n3 4\n')
loadtxt('1 2\n3 4\n', unpack=True)
loadtxt('1,2\n\n3,4', delimiter=',')
loadtxt('1 2 # c\n  # x\n3 4\n')
loadtxt('1,2# c\n# x\n3,4\n', delimiter=',')
loadtxt('1\t2\n 3 4 \n')
loadtxt('1\t2\v3\f4\n')
loadtxt('1;2//x\n//\n3;4', delimiter=';', comments='//')
loadtxt('1 2%% x\n3 4! y\n! z\n', comments=['%%', '!'])
loadtxt('1 2 3\n4 5 6\n', usecols=1)
loadtxt('1 2 3\n4 5\n', usecols=(1, 0))
loadtxt('1 2 3\n4 5 6 7\n', usecols=-1)
loadtxt('1 2 3\n4 5 6\n', usecols=(1, 1, -3))
loadtxt('1 2\n3 4\n', usecols=())
loadtxt('x y\n#c\n\n1 2\n3 4\n5 6', skiprows=1, max_rows=2)
loadtxt('5')
loadtxt('5', ndmin=1)
loadtxt('5', ndmin=2)
loadtxt('5 6', ndmin=1)
loadtxt('5 6', ndmin=2)
loadtxt('5\n6', ndmin=2)
loadtxt('5\n6', ndmin=1)
loadtxt('5\n6', ndmin=2, unpack=True)
loadtxt('')
loadtxt('', ndmin=2)
loadtxt('# nothing\n\n', ndmin=1)
loadtxt('', usecols=(0, 1))
loadtxt('inf -Infinity nan NaN +inf INFINITY -nan\n+1.5 .5 5. -0 1e5 1E-3 007')
loadtxt('1e400 -1e400 1e-400 4.9e-324 2.2250738585072011e-308 1.7976931348623157e308 1e99999999999')
loadtxt('0.1 0.30000000000000004 123456789012345678 9007199254740993 1.00000000000000011102230246251565 '
        '123456789012345678901234567890 1e23 8.5e22 1e22 1e-22 1e-23')
loadtxt('1 -3 +4\n9223372036854775807 -9223372036854775808 007', dtype=int)
loadtxt('1.0 1e3 -2e0', dtype=int)
loadtxt('1 -2147483648\n2147483647 4', dtype='i4')
loadtxt('0 255 7', dtype='u1')
loadtxt('0.1 1e39 1e-46', dtype='f4')
loadtxt('1+2j (1+2j) 2j -1.5e1-2e-3j 3 nan+infj 1+-2j', dtype=complex)
loadtxt('( 1+2j );3', dtype=complex, delimiter=';')
loadtxt('0 1 2 -1', dtype=bool)
loadtxt('"1","2"\n"3","4"', delimiter=',', quotechar='"')
loadtxt('"a,b","c""d"\n"e\nf" g,h"i', delimiter=',', quotechar='"', dtype='U9')
loadtxt('"d"e"f",""\n"#x",y#z\n', delimiter=',', quotechar='"', dtype='U9')
loadtxt('"a b" "c"\n\'d e\' "f"'.replace("'", '"'), quotechar='"', dtype='U9')
loadtxt(' a,b c , d\n', delimiter=',', dtype='U9')
loadtxt('1 2.5\n3 4', dtype='i4,f8')
loadtxt('1 ab\n3 cd', dtype='f8,U2')
genfromtxt('1,2\n\n3,4\n', delimiter=',')
genfromtxt('1,,3\n4,x,6\n', delimiter=',')
genfromtxt(',,\n,5,\n', delimiter=',')
genfromtxt('1,,3\n4,x,6\n', delimiter=',', dtype=int)
genfromtxt('1,,3\n4,x,6\n', delimiter=',', dtype=complex)
# NumPy takes numbers as false here; we take those that are not 0 as true, as loadtxt does.
genfromtxt('True,,0\nfalse,x,TRUE\n', delimiter=',', dtype=bool)
genfromtxt('1,,3\n4,x,6\n', delimiter=',', dtype=int, filling_values=7)
genfromtxt('1,,3\n4,x,6\n', delimiter=',', filling_values=-2.5)
genfromtxt('1,NA,3\n4,,6\n', delimiter=',', missing_values='NA', filling_values=0, loose=False)
genfromtxt('a,,c\nd, e ,6\n', delimiter=',', dtype='U9')
genfromtxt('a,,c\nd, e ,6\n', delimiter=',', dtype='U9', autostrip=True)
genfromtxt('a b c\n1 2 3\n4 5 6', names=True)
genfromtxt('# a b c\n1 2 3\n4 5 6', names=True)
genfromtxt('# hello\n\n#a b c\n1 2 3\n4 5 6', names=True, skip_header=1)
genfromtxt('a b,c(m/s), ,a b,9x,a b\n1,2,3,4,5,6\n', names=True, delimiter=',')
genfromtxt('A b,c(m/s), ,d\n1,2,3,4\n', names=True, delimiter=',', case_sensitive='lower')
genfromtxt('A b,c(m/s), ,d\n1,2,3,4\n', names=True, delimiter=',', case_sensitive='upper', replace_space='-',
           deletechars='/')
genfromtxt('a,b\n1,2\n', names='x,y z', delimiter=',', skip_header=1)
genfromtxt('1,2\n3\n4,5,6\n7,8', delimiter=',', invalid_raise=False)
genfromtxt('1,2\n3,4\ntotal\n', delimiter=',', skip_footer=1)
genfromtxt('1,2\n3,4\n5,6\ntotal\n\n\n', delimiter=',', skip_footer=2)
genfromtxt('1,2\n3,4\n5\n6,7\n8\n', delimiter=',', skip_footer=3)
genfromtxt('1,2\n3,4\n5,6\n', delimiter=',', max_rows=2)
genfromtxt('1,a,true,1.5,1+2j\n2,b,false,2,3\n', delimiter=',', dtype=None)
genfromtxt('1,2\n3,4.5\n', delimiter=',', dtype=None)
genfromtxt('1,2\n3,4\n', delimiter=',', dtype=None)
genfromtxt('1.5\n2\n', dtype=None)
genfromtxt('1,\n3,4\n', delimiter=',', dtype=None)
genfromtxt('a,b\n1,\n3,4\n', delimiter=',', dtype=None, names=True)
genfromtxt('a,b\n1,NA\n3,4\n', delimiter=',', dtype=None, names=True, missing_values='NA', filling_values=-5)
genfromtxt('a,b\nx,\n3,4\n', delimiter=',', dtype=None, names=True)
genfromtxt('True,1\n2,3', delimiter=',', dtype=None)
genfromtxt('9223372036854775808 1e3 007 +5 1.0', dtype=None)
genfromtxt('1\n1+2j\n', dtype=None)
genfromtxt('1234\n5678\n', delimiter=2)
genfromtxt('1234\n567\n56789\n', delimiter=(1, 2, 1))
genfromtxt('\u00e9\u00e812\nab 3\n', delimiter=(2, 2), dtype='U2,f8')
genfromtxt('1 2 3\n4 5 6\n', usecols=(-1, 0))
genfromtxt('a b c\n1 2 3\n4 5 6\n', usecols=('c', 'a'), names=True)
genfromtxt('1 2 3\n4 5 6\n', usecols=(2, 0), names='x,y')
genfromtxt('1 2 3\n4 5 6\n', usecols=(2, 0), names='x,y,z')
genfromtxt('1 2 3\n4 5 6\n', unpack=True)
genfromtxt('1,2,3\n4,5,6', delimiter=',', dtype='i4,f8,U3')
genfromtxt('1,2,3\n4,5,6', delimiter=',', dtype='i4,f8,U3', names='a,b,c')
genfromtxt('1,2,3\n4,5,6', delimiter=',', dtype='i4,f8,U3', usecols=(2, 0))
genfromtxt('1%%2%%3\n', delimiter='%%')
genfromtxt('1\t2\t\t3\n\t\t\t\n', delimiter='\t')
genfromtxt(' 1 2 \n3 4\n', delimiter=' ')
genfromtxt('1 2 # c\n# d\n3 4\n')
genfromtxt('')
genfromtxt('#a\n')
genfromtxt('1D3 0x10 inf -Infinity nan 1e 1.2.3\n')
print('};')
