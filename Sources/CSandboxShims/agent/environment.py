"""The interpreter as `python3` would have set it up, which `-I -S` left out for speed."""
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
           "NUMEXPR_MAX_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS",
           "POLARS_MAX_THREADS")


def complete():
    """Makes installed packages importable; once, in the supervisor if it preloads."""
    if "site" not in sys.modules:
        import site
        site.main()
        link_fonts()


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
    """The environment of the sandbox, before anything reads it."""
    import os
    environment = dict(settings.get("environment") or {})
    if settings.get("cpuThreads"):
        for name in THREADS:
            environment.setdefault(name, str(settings["cpuThreads"]))
    environment.setdefault("MPLBACKEND", "agg")
    os.environ.update(environment)
