"""What the kernel offers to keep a process to itself, in layers; each is used where it is there.

    namespaces   no network, no sight of other processes, all children ended with the first
    landlock     no file but Python, its packages and the private folder; no TCP, no signals out
    limits       memory, CPU time, file size, open files, processes

Landlock needs Linux 5.13, namespaces a system that lets users make them; see SECURITY.md for
what they keep out and what they do not.
"""

import contextlib
import ctypes
import os
import sys
import sysconfig
from pathlib import Path

from .started import ROOT

try:
    import resource
except ImportError:  # Windows
    resource = None

CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_NEWIPC, CLONE_NEWUTS = 0x08000000, 0x04000000
PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 38, 4, 24
# Landlock's system calls have the same numbers on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
ALL_BY_ABI = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}  # rights over files
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime")
# Without these torch takes the processor for one without vector instructions: seven times slower.
PROCESSOR = ("/proc/cpuinfo", "/sys/devices/system/cpu")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")

LAYERS = ("namespaces", "landlock", "limits")

libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def enter_namespaces():
    """Put the processes that this one will fork into namespaces of their own; say whether it worked.

    The next child is the first process of its namespace: when it ends, all of them do.
    """
    if libc is None:
        return False
    user, group = os.getuid(), os.getgid()
    flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
    if libc.unshare(flags):
        return False
    with contextlib.suppress(OSError):  # without a map the process is nobody, which serves as well
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def set_limits(limits):
    """Limit this process and its children; say whether it worked."""
    if resource is None:
        return False
    wanted = {
        "RLIMIT_CPU": limits["cpu_seconds"],
        "RLIMIT_FSIZE": limits["file_bytes"],
        "RLIMIT_NOFILE": 256,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": limits["processes"],
    }
    if sys.platform == "linux":
        wanted["RLIMIT_DATA"] = _data_bytes() + limits["memory_bytes"]
    for name, value in wanted.items():
        hard = resource.getrlimit(getattr(resource, name))[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(getattr(resource, name), (value, value))
    return True


def restrict_files(folder):
    """Leave this process no files but Python's own and `folder`; say whether it worked.

    Also ends every way to more rights, and, where the kernel can, TCP and signals to the outside.
    """
    abi = _landlock_version()
    if not abi:
        return False
    everything = ALL_BY_ABI[min(abi, 5)]
    attributes = (ctypes.c_uint64 * 3)(everything, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = libc.syscall(CREATE_RULESET, attributes, size, 0)
    try:
        for path in readable_paths():
            _allow(ruleset, path, (EXECUTE | READ_FILE | READ_DIR) & everything)
        for path in DEVICES:
            _allow(ruleset, path, READ_FILE | WRITE_FILE)
        _allow(ruleset, folder, everything)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def readable_paths():
    """Return the files and folders that hold Python, its packages and the course's helpers."""
    python = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    return [
        p
        for p in (*sorted(python), str(ROOT / "depthwise"), *SYSTEM, *PROCESSOR)
        if os.path.exists(p)
    ]


def drop_capabilities():
    """Give up what root may do, in the namespace and out of it."""
    if libc is None:
        return
    for capability in range(41):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)())


def _landlock_version():
    return 0 if libc is None else max(0, libc.syscall(CREATE_RULESET, None, 0, 1))


def _allow(ruleset, path, rights):
    if not os.path.isdir(path):
        rights &= EXECUTE | WRITE_FILE | READ_FILE
    try:
        file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    # struct landlock_path_beneath_attr, which is packed: 8 bytes of rights, 4 of file descriptor
    rule = rights.to_bytes(8, sys.byteorder) + file.to_bytes(4, sys.byteorder, signed=True)
    libc.syscall(ADD_RULE, ruleset, 1, ctypes.create_string_buffer(rule, 12), 0)
    os.close(file)


def _data_bytes():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    raise OSError("/proc/self/status has no VmData")
