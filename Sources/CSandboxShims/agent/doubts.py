"""What makes a cell do another thing when it is run again: found by name, through imports."""
from .syntax import kind

TIME = ("time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter",
        "time.perf_counter_ns", "time.process_time", "time.process_time_ns", "time.ctime",
        "time.localtime", "time.gmtime", "time.strftime", "datetime.datetime.now",
        "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
        "pandas.Timestamp.now", "pandas.Timestamp.today", "pandas.Timestamp.utcnow",
        "timeit.default_timer", "time.asctime", "time.thread_time", "time.thread_time_ns",
        "time.clock_gettime", "time.clock_gettime_ns")
FILES = ("open", "io.open", "builtins.open", "codecs.open", "xml.etree.ElementTree.parse",
         "os.open", "os.listdir", "os.scandir", "os.walk", "os.remove",
         "os.unlink", "os.rename", "os.replace", "os.mkdir", "os.makedirs", "os.rmdir", "os.stat",
         "os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.getsize",
         "os.path.getmtime", "glob", "shutil", "tempfile", "zipfile.ZipFile", "tarfile.open",
         "gzip.open", "bz2.open", "lzma.open", "sqlite3.connect", "shelve.open", "h5py.File",
         "joblib.load", "joblib.dump", "torch.load", "torch.save", "PIL.Image.open",
         "cv2.imread", "cv2.imwrite", "imageio.imread", "imageio.imwrite",
         "matplotlib.pyplot.imread", "matplotlib.pyplot.savefig", "numpy.load", "numpy.save",
         "numpy.savez", "numpy.savez_compressed", "numpy.savetxt", "numpy.loadtxt",
         "numpy.genfromtxt", "numpy.fromfile", "numpy.memmap", "polars.scan_csv",
         "polars.scan_parquet", "pandas.ExcelFile", "pandas.ExcelWriter", "pandas.HDFStore")
NETWORK = ("requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "socket",
           "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc.client", "websocket",
           "websockets", "asyncio.open_connection", "asyncio.start_server", "paramiko",
           "boto3", "yfinance", "openai", "anthropic", "wget",
           "seaborn.load_dataset", "nltk.download", "kagglehub", "huggingface_hub",
           "statsmodels.datasets.get_rdataset", "datasets.load_dataset")
ENVIRONMENT = ("os.environ", "os.getenv", "os.putenv", "os.getcwd", "os.getpid", "os.getppid",
               "os.getlogin", "os.uname", "os.cpu_count", "sys.argv", "platform", "psutil",
               "getpass.getuser", "multiprocessing.cpu_count", "id", "threading.get_ident",
               "threading.get_native_id")
PROCESSES = ("subprocess", "os.system", "os.popen", "os.fork", "os.kill", "os.posix_spawn", "pty",
             "multiprocessing.Process", "multiprocessing.Pool", "concurrent.futures."
             "ProcessPoolExecutor", "asyncio.create_subprocess_exec",
             "asyncio.create_subprocess_shell")
INPUT = ("input", "getpass.getpass", "getpass.unix_getpass", "sys.stdin")
RANDOMNESS = ("random", "hash", "numpy.random", "secrets", "uuid.uuid1", "uuid.uuid4", "os.urandom",
              "torch.rand", "torch.randn", "torch.randint", "torch.randperm", "torch.rand_like",
              "torch.randn_like", "torch.normal", "torch.bernoulli", "torch.multinomial",
              "tensorflow.random")
CODE = ("exec", "eval", "runpy")
KINDS = (("code", CODE), ("time", TIME), ("files", FILES), ("network", NETWORK),
         ("environment", ENVIRONMENT), ("processes", PROCESSES), ("input", INPUT),
         ("randomness", RANDOMNESS))
PLACES = {path: name for name, paths in KINDS for path in paths}

FILE_METHODS = frozenset((
    "read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "rglob", "glob", "is_file",
    "is_dir", "savefig", "open", "exists", "stat", "mkdir", "rmdir", "unlink", "touch",
    "to_csv", "to_excel", "to_parquet", "to_pickle", "to_feather", "to_hdf", "to_stata", "to_json",
    "to_html", "to_sql", "to_latex", "to_markdown", "to_xml"))
TARGETS = ("path", "path_or_buf", "buf", "excel_writer", "con", "fname")
# Generators by what seeds them, and what makes one of its own from a seed.
SEEDING = {"random.seed": "random", "numpy.random.seed": "numpy.random",
           "torch.manual_seed": "torch", "torch.random.manual_seed": "torch",
           "tensorflow.random.set_seed": "tensorflow.random"}
SEEDED = frozenset((
    "random.Random", "numpy.random.default_rng", "numpy.random.RandomState",
    "numpy.random.SeedSequence", "numpy.random.PCG64", "numpy.random.MT19937",
    "numpy.random.Philox"))
UNSEEDED = "random.SystemRandom"  # asks the kernel
NOW = ("numpy.datetime64", "pandas.Timestamp", "pandas.to_datetime")  # of "now" or "today"
DRAWING = frozenset((  # in scikit-learn, unless they are told a state
    "train_test_split", "shuffle", "resample", "KMeans", "MiniBatchKMeans", "BisectingKMeans",
    "GaussianMixture", "BayesianGaussianMixture", "RandomForestClassifier", "RandomForestRegressor",
    "ExtraTreesClassifier", "ExtraTreesRegressor", "IsolationForest", "BaggingClassifier",
    "BaggingRegressor", "DecisionTreeClassifier", "DecisionTreeRegressor", "MLPClassifier",
    "MLPRegressor", "SGDClassifier", "SGDRegressor", "Perceptron", "TSNE", "NMF",
    "GradientBoostingClassifier", "GradientBoostingRegressor", "AdaBoostClassifier",
    "RandomizedSearchCV", "ShuffleSplit", "StratifiedShuffleSplit", "LatentDirichletAllocation"))
NO_DRAW = frozenset(("numpy.random.Generator", "numpy.random.BitGenerator", "random.getstate",
                     "random.setstate", "numpy.random.get_state", "numpy.random.set_state"))
HISTORY = ("_", "__", "___", "In", "Out", "_i", "_ii", "_iii", "_ih", "_oh")


class Doubter:
    """Knows which generators were seeded so far, and by which functions of the cells."""

    def __init__(self, own=()):
        self.seeded, self.seeders = set(), {}
        self.own = own

    def of_path(self, path, call=None):
        """The kind of doubt about a dotted name, with its call if it is called."""
        if call is not None and path in SEEDING:
            if has_seed(call):
                self.seeded.add(SEEDING[path])
            else:
                self.seeded.discard(SEEDING[path])
            return None if has_seed(call) else "randomness"
        if path in NO_DRAW or path in SEEDED and (call is None or has_seed(call)):
            return None
        found = place(path)
        if found == "randomness" and family(path) in self.seeded and path not in SEEDED \
                and not path.startswith(UNSEEDED):
            return None
        if path in NOW and call is not None and any(text(each) in ("now", "today")
                                                    for each in call.args):
            return "time"
        if found is None:
            found = self._of_library(path, call)
        return found

    def _of_library(self, path, call):
        package, _, name = path.partition(".")
        last = name.rpartition(".")[2]
        if package in ("pandas", "polars") and last.startswith("read_"):
            if call is not None and call.args and kind(call.args[0]) == "Call":
                return None  # of what was read elsewhere
            return "network" if call is not None and names_address(call) else "files"
        if last == "rvs" and call is not None:
            return self.of_state(call)
        if package == "sklearn":
            if last.startswith("fetch_"):
                return "network"
            if call is not None and (last in DRAWING or last.startswith("make_")
                                     and name.startswith("datasets.")):
                return self.of_state(call)
        return None

    def of_method(self, name, call):
        """The kind of doubt about a method of an object that nobody knows."""
        if name in self.own:
            return None
        if name in FILE_METHODS and (not name.startswith("to_") or call.args
                                     or any(each.arg in TARGETS for each in call.keywords)):
            return "files"
        draws = name == "sample" and len(call.args) < 2 or name == "rvs"
        return self.of_state(call) if draws else None

    def of_state(self, call):
        """What draws from numpy's generator unless it is given one."""
        if any(each.arg is None or each.arg == "random_state" and not is_none(each.value)
               for each in call.keywords):
            return None
        return None if "numpy.random" in self.seeded else "randomness"


def place(path):
    """The kind of the longest beginning of a dotted name that is known."""
    while path:
        if path in PLACES:
            return PLACES[path]
        path = path.rpartition(".")[0]
    return None


def may_be_doubted(path, is_imported):
    """Whether uses of it under another name are to be found: a module's, or a known builtin's."""
    if "." not in path:
        return is_imported or path in PLACES
    return any(each.startswith(path + ".") for each in PLACES)


def family(path):
    for each in ("numpy.random", "tensorflow.random", "random", "torch"):
        if path.startswith(each + "."):
            return each
    return None


def has_seed(call):
    given = [*call.args, *(each.value for each in call.keywords)]
    return not all(map(is_none, given))


def is_none(node):
    return kind(node) == "Constant" and node.value is None


def text(node):
    return node.value if kind(node) == "Constant" and isinstance(node.value, str) else None


def of_all(module):
    """The kind of doubt about all that a module has, where the most of it is of one kind."""
    return "time" if module == "time" else place(module or "")


def names_address(call):
    address = text(call.args[0]) if call.args else None
    return (address or "").partition("://")[0] in ("http", "https", "ftp", "s3", "gs")


def is_history(name):
    """Whether it is what a notebook remembers of values that were shown."""
    return name in HISTORY or name[:1] == "_" and name[1:].isdigit()
