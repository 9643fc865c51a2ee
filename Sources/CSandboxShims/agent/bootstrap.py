import posix, sys
def read(n, b=b''):
 while len(b) < n:
  c = posix.read(0, min(n - len(b), 65536))
  if not c: raise SystemExit(0)
  b += c
 return b
form, magic = read(1), read(4)
data = read(int(read(8), 16))
start = data[0] + 5
end = start + int.from_bytes(data[start - 4:start], 'big')
code = data[start:end]
if form == b'B':
 import marshal
 from _frozen_importlib_external import MAGIC_NUMBER
 if magic != MAGIC_NUMBER:
  sys.stderr.write('{"event": "fatal", "code": "byteCode", "message": "the byte code was made by another Python"}\n')
  raise SystemExit(72)
 code = marshal.loads(code)
else:
 code = compile(code, '_sandbox_agent/loader.py', 'exec')
exec(code, {'data': data, 'at': end, 'compiled': form == b'B'})
