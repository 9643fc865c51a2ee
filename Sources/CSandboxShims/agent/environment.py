"""The interpreter as `python3` would have set it up, which `-I -S` left out for speed."""
import builtins
import posix
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
           "NUMEXPR_MAX_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS",
           "POLARS_MAX_THREADS")
INHERITED = ("PATH", "LD_LIBRARY_PATH")  # where the image's own programs and libraries are
PACKAGES = "/.packages"  # in the home directory

is_complete = False
users = None  # the directory of the user's modules, once it is on the path


def complete():
    """Makes installed packages importable; once, in the supervisor if it preloads."""
    global is_complete
    if not is_complete:
        is_complete = True
        hidden = users in sys.path  # there may be files with the names of what `site` imports
        if hidden:
            sys.path.remove(users)
        try:
            import site
            site.main()
            link_fonts()
        finally:
            if hidden:
                sys.path.insert(0, users)
        find_packages()


def find_packages():
    """Lets what `install` has installed be imported, before the runtime's own."""
    place = posix.environ.get(b"HOME", b"").decode() + PACKAGES
    try:
        posix.stat(place)
    except OSError:
        return
    if place not in sys.path:
        sys.path.insert(1, place)


def defer():
    """Leaves that to the first import that needs it, or the first pause: it takes as long as a
    short cell. In a virtual environment it also sets `sys.prefix`, and can't wait."""
    if is_complete:
        return
    try:
        posix.stat(sys.executable.rpartition("/")[0] + "/../pyvenv.cfg")
    except OSError:
        sys.meta_path.append(Installed())
        builtins.help = Help()
    else:
        complete()


class Installed:
    """Last of the standard finders: what the others don't find may be an installed package."""

    def find_spec(self, name, path=None, target=None):
        if is_complete:
            return None
        complete()
        from _frozen_importlib_external import PathFinder
        return PathFinder.find_spec(name, path, target)


class Help:
    """`help` as `site` would have put it there."""

    def __call__(self, *arguments):
        complete()
        return builtins.help(*arguments)

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."


def link_fonts():
    """Puts the list of fonts that was made with the runtime where matplotlib looks for it."""
    import os
    prepared = sys.prefix + "/share/swift-python-sandbox/matplotlib"
    directory = os.environ.get("MPLCONFIGDIR")
    try:
        names = os.listdir(prepared)
        if directory:
            os.makedirs(directory, exist_ok=True)
            for name in names:
                os.symlink(os.path.join(prepared, name), os.path.join(directory, name))
    except OSError:
        pass  # none was made, or another worker was here before


def apply(settings):
    """The whole environment of the sandbox, before anything reads it: of what the interpreter was
    started with, such as an image's variables, only the search paths stay."""
    environment = dict(settings.get("standard") or {}, **(settings.get("environment") or {}))
    if settings.get("cpuThreads"):
        for name in THREADS:
            environment.setdefault(name, str(settings["cpuThreads"]))
    environment.setdefault("MPLBACKEND", "agg")
    os = sys.modules.get("os")
    if os:
        for name in set(os.environ).difference(environment, INHERITED):
            del os.environ[name]
        for name in INHERITED:
            if name in os.environ:
                environment.setdefault(name, os.environ[name])
        os.environ.update(environment)
        _forget_first()
        return
    wanted = {name.encode() for name in (*environment, *INHERITED)}
    for name in [name for name in posix.environ if name not in wanted]:
        posix.unsetenv(name)
        del posix.environ[name]
    for name, value in posix.environ.items():
        posix.putenv(name, value)
    for name, value in environment.items():  # `os` will read it from there, when it is imported
        name, value = name.encode(), value.encode()
        posix.putenv(name, value)
        posix.environ[name] = value
    _forget_first()


def _forget_first():
    """Wipes the memory in which the kernel laid out what the interpreter was started with, which
    `/proc/self/environ` shows: all that is still in use has been set anew."""
    try:
        with open("/proc/self/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        start, end = int(fields[47]), int(fields[48])  # env_start and env_end: proc(5)
        memory = posix.open("/proc/self/mem", posix.O_WRONLY | posix.O_CLOEXEC)
        try:
            posix.pwrite(memory, bytes(end - start), start)
        finally:
            posix.close(memory)
    except (OSError, ValueError, IndexError):
        pass  # it stays as it is where there is no such file
