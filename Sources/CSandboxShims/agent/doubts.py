"""What makes a cell do another thing when it is run again: found by name, through imports."""
from .syntax import kind

TIME = ("time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter",
        "time.perf_counter_ns", "time.process_time", "time.process_time_ns", "time.ctime",
        "time.localtime", "time.gmtime", "time.strftime", "datetime.datetime.now",
        "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
        "pandas.Timestamp.now", "pandas.Timestamp.today", "pandas.Timestamp.utcnow",
        "timeit.default_timer", "time.asctime", "time.thread_time", "time.thread_time_ns",
        "time.clock_gettime", "time.clock_gettime_ns", "timeit.timeit", "timeit.repeat",
        "pandas.Period.now", "email.utils.make_msgid")
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
         "polars.scan_parquet", "pandas.ExcelFile", "pandas.ExcelWriter", "pandas.HDFStore",
         "os.access", "openpyxl.load_workbook", "scipy.io", "skimage.io", "logging.FileHandler",
         "fileinput", "linecache")
NETWORK = ("requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "socket",
           "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc.client", "websocket",
           "websockets", "asyncio.open_connection", "asyncio.start_server", "paramiko",
           "boto3", "yfinance", "openai", "anthropic", "wget",
           "seaborn.load_dataset", "nltk.download", "kagglehub", "huggingface_hub",
           "statsmodels.datasets.get_rdataset", "datasets.load_dataset", "sqlalchemy.create_engine",
         "keras.utils.get_file", "tensorflow.keras.utils.get_file")
ENVIRONMENT = ("os.environ", "os.getenv", "os.putenv", "os.getcwd", "os.getpid", "os.getppid",
               "os.getlogin", "os.uname", "os.cpu_count", "sys.argv", "platform", "psutil",
               "getpass.getuser", "multiprocessing.cpu_count", "id", "threading.get_ident",
               "threading.get_native_id", "pathlib.Path.cwd", "pathlib.Path.home",
               "os.path.expanduser", "os.path.abspath", "os.path.realpath")
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
    "to_html", "to_sql", "to_latex", "to_markdown", "to_xml", "tofile"))
NAMING_METHODS = frozenset(("save", "read"))  # where they are given a name
PATH_METHODS = frozenset(("rename", "replace", "resolve", "absolute", "expanduser", "samefile",
                          "owner", "symlink_to", "hardlink_to", "chmod", "lstat", "is_symlink"))
TARGETS = ("path", "path_or_buf", "buf", "excel_writer", "con", "fname")
# Generators by what seeds them, and what makes one of its own from a seed.
EVERYTHING = ("random", "numpy.random", "torch", "tensorflow.random")
SEEDING = {"random.seed": ("random",), "numpy.random.seed": ("numpy.random",),
           "torch.manual_seed": ("torch",), "torch.random.manual_seed": ("torch",),
           "tensorflow.random.set_seed": ("tensorflow.random",),
           "keras.utils.set_random_seed": EVERYTHING,
           "tensorflow.keras.utils.set_random_seed": EVERYTHING,
           "transformers.set_seed": EVERYTHING,
           "pytorch_lightning.seed_everything": EVERYTHING,
           "lightning.seed_everything": EVERYTHING}
SEEDED = frozenset((
    "random.Random", "numpy.random.default_rng", "numpy.random.RandomState",
    "numpy.random.SeedSequence", "numpy.random.PCG64", "numpy.random.MT19937",
    "numpy.random.Philox"))
UNSEEDED = "random.SystemRandom"  # asks the kernel
NOW = ("numpy.datetime64", "pandas.Timestamp", "pandas.to_datetime", "pandas.date_range",
       "pandas.bdate_range", "pandas.Period", "pandas.period_range")  # of "now" or "today"
STATES = ("random_state", "seed", "rng")
DRAWING = frozenset((  # in scikit-learn and SciPy, unless they are told a state
    "train_test_split", "shuffle", "resample", "KMeans", "MiniBatchKMeans", "BisectingKMeans",
    "GaussianMixture", "BayesianGaussianMixture", "RandomForestClassifier", "RandomForestRegressor",
    "ExtraTreesClassifier", "ExtraTreesRegressor", "IsolationForest", "BaggingClassifier",
    "BaggingRegressor", "DecisionTreeClassifier", "DecisionTreeRegressor", "MLPClassifier",
    "MLPRegressor", "SGDClassifier", "SGDRegressor", "Perceptron", "TSNE", "NMF",
    "GradientBoostingClassifier", "GradientBoostingRegressor", "AdaBoostClassifier",
    "RandomizedSearchCV", "ShuffleSplit", "StratifiedShuffleSplit", "LatentDirichletAllocation",
    "TruncatedSVD", "permutation_importance", "differential_evolution", "dual_annealing",
    "LinearSVC", "LinearSVR", "RANSACRegressor", "ExtraTreeClassifier", "ExtraTreeRegressor",
    "SpectralClustering", "FastICA", "MDS", "BernoulliRBM", "GaussianRandomProjection",
    "SparseRandomProjection", "RepeatedKFold", "RepeatedStratifiedKFold", "GroupShuffleSplit",
    "ParameterSampler", "TargetEncoder", "mutual_info_classif", "mutual_info_regression",
    "basinhopping", "bootstrap", "permutation_test", "monte_carlo_test", "random", "kmeans",
    "kmeans2"))
DRAWING_SOLVERS = ("liblinear", "sag", "saga")
DRAWING_STRATEGIES = ("stratified", "uniform")
DRAWING_IF = {"KFold": "shuffle", "StratifiedKFold": "shuffle", "StratifiedGroupKFold": "shuffle",
              "SVC": "probability", "NuSVC": "probability"}
LAYERS = frozenset((  # of networks, with weights to begin with
    "Linear", "Bilinear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d",
    "ConvTranspose3d", "Embedding", "EmbeddingBag", "RNN", "LSTM", "GRU", "RNNCell", "LSTMCell",
    "GRUCell", "MultiheadAttention", "Transformer", "TransformerEncoderLayer",
    "TransformerDecoderLayer", "Dense", "Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose",
    "SeparableConv2D", "DepthwiseConv2D", "SimpleRNN", "MultiHeadAttention"))
# What only looks as if, and what does not ask once it is given so many arguments.
HARMLESS = frozenset((
    "numpy.random.Generator", "numpy.random.BitGenerator", "random.getstate",
    "random.setstate", "numpy.random.get_state", "numpy.random.set_state", "os.environ.update",
    "subprocess.PIPE", "subprocess.DEVNULL", "subprocess.STDOUT", "subprocess.CalledProcessError",
    "subprocess.TimeoutExpired", "subprocess.SubprocessError", "subprocess.list2cmdline",
    "shutil.get_terminal_size", "glob.escape", "socket.error", "socket.timeout",
    "socket.gaierror", "urllib3.disable_warnings"))
HARMLESS_FAMILIES = ("requests.exceptions.", "urllib3.exceptions.", "httpx.HTTP")
NEEDLESS = {"time.gmtime": 1, "time.localtime": 1, "time.ctime": 1, "time.asctime": 1,
            "time.strftime": 2}
HISTORY = ("_", "__", "___", "In", "Out", "_i", "_ii", "_iii", "_ih", "_oh")


class Doubt:
    """A kind, and the generator of random numbers that has to be seeded, if that is all."""

    def __init__(self, kind, generator=None):
        self.kind, self.generator = kind, generator


def nothing(_):
    return None


class Doubter:
    """Knows which generators are seeded so far, and what functions of the cells do about that."""

    def __init__(self, own=()):
        self.own = own
        self.seeded = set()
        self.functions, self.methods = {}, {}  # what those seed that are called
        self.later = {}  # doubts that count when a function is called, and whom it calls
        self.settled = {}  # with what seeded that has been looked at

    # Functions

    def define(self, name, scope, outer):
        """A function of the cells: the scope of its body, and that around it."""
        seeded = set.intersection(*scope.ways) if scope.ways else set()
        if outer is None or outer.kind != "class":
            self.functions[name] = seeded
        else:
            self.methods[name] = seeded
            if name == "__init__":
                self.functions[outer.name] = seeded
        if scope.doubts or scope.calls:
            self.later.setdefault(name, []).append(scope)
            self.settled.pop(name, None)

    def settle(self, name):
        """A function is called: what it draws from a generator that isn't seeded is a doubt."""
        names, seeded = [name], frozenset(self.seeded)
        while names:
            name = names.pop()
            if name in self.later and seeded not in self.settled.setdefault(name, set()):
                self.settled[name].add(seeded)
                for scope in self.later[name]:
                    names += scope.calls
                    for cell, entry, generator in scope.doubts:
                        if generator not in seeded:
                            cell.add(entry)

    def settle_all(self):
        """Functions that nobody was seen to call may be called unseen."""
        for name in self.later:
            if name not in self.settled:
                self.settle(name)

    # Names

    def of_path(self, path, call=None, sort_of=nothing):
        """The doubt about a dotted name, with its call if it is called."""
        if call is not None and path in SEEDING:
            return self._of_seeding(path, call, sort_of)
        if path in HARMLESS or any(path.startswith(each) for each in HARMLESS_FAMILIES) \
                or path in SEEDED and (call is None or has_seed(call, sort_of)) \
                or call is not None and len(call.args) >= NEEDLESS.get(path, len(call.args) + 1):
            return None
        if call is not None and path == "sqlite3.connect" and text(first(call)) == ":memory:":
            return None
        if path in ("list", "tuple", "enumerate") and is_set(call and first(call)):
            return Doubt("randomness")
        found = place(path)
        if found == "randomness":
            own = path in SEEDED or path.startswith(UNSEEDED)
            return Doubt(found, None if own else family(path))
        if found is None and call is not None:
            return self._of_library(path, call, sort_of)
        return found and Doubt(found)

    def _of_seeding(self, path, call, sort_of):
        if has_seed(call, sort_of):
            self.seeded = self.seeded.union(SEEDING[path])
            return None
        self.seeded = self.seeded.difference(SEEDING[path])
        return Doubt("randomness")

    def _of_library(self, path, call, sort_of):
        package, _, name = path.partition(".")
        last = name.rpartition(".")[2]
        if path in NOW and any(each in ("now", "today") for each in texts(call)):
            return Doubt("time")
        if package in ("pandas", "polars") and last.startswith("read_"):
            return of_reading(last, call, sort_of)
        if path == "logging.basicConfig":
            return Doubt("files") if keyword(call, "filename") is not None else None
        if last == "rvs" or package == "scipy" and last in DRAWING:
            return of_state(call)
        if package == "sklearn":
            if last.startswith("fetch_"):
                return Doubt("network")
            if last in DRAWING or last.startswith("make_") and name.startswith("datasets.") \
                    or DRAWING_IF.get(last) and is_true(call, DRAWING_IF[last]) \
                    or last == "LogisticRegression" \
                    and text(keyword(call, "solver")) in DRAWING_SOLVERS \
                    or last == "DummyClassifier" \
                    and text(keyword(call, "strategy", 0)) in DRAWING_STRATEGIES:
                return of_state(call)
        if package == "torch" and (last in LAYERS or last == "DataLoader"
                                   and is_true(call, "shuffle")):
            return Doubt("randomness", "torch")
        if "keras.layers." in "." + path and last in LAYERS:
            return Doubt("randomness", "tensorflow.random")
        return None

    # Methods

    def of_method(self, name, call, sort_of=nothing):
        """The doubt about a method of an object that nobody knows."""
        sort = sort_of(call.func.value)
        if name in self.own or sort == "generator":
            return None
        if name == "from_pretrained":
            return Doubt("network")
        if name in PATH_METHODS and sort == "path" \
                or name in FILE_METHODS and (not name.startswith("to_") or is_file(call, sort_of)) \
                or name in NAMING_METHODS and text(first(call)) is not None:
            return Doubt("files")
        draws = name == "rvs" or name == "sample" and (
            len(call.args) < 2 or isinstance(getattr(call.args[1], "value", 0),
                                             (bool, float, type(None))))
        return of_state(call) if draws else None

    def sort_of(self, path, call):
        """What kind of value a call gives, where that decides on doubts."""
        if path in ("io.StringIO", "io.BytesIO"):
            return "buffer"
        if path in SEEDED and has_seed(call, nothing):
            return "generator"
        return "path" if path == "pathlib.Path" else None


def of_reading(name, call, sort_of):
    source = first(call)
    if name.startswith("read_sql"):  # its connection is another call's doubt
        return Doubt("files") if text(keyword(call, "con", 1)) is not None else None
    if kind(source) == "Call" or sort_of(source) == "buffer":
        return None  # of what was read elsewhere
    return Doubt("network" if names_address(source) else "files")


def of_state(call):
    """What draws from numpy's generator unless it is given one."""
    for each in call.keywords:
        if each.arg is None or each.arg in STATES and not is_none(each.value):
            return None
    return Doubt("randomness", "numpy.random")


def is_file(call, sort_of):
    """Whether something is written to a place that it is given."""
    places = [*call.args[:1], *(each.value for each in call.keywords if each.arg in TARGETS)]
    return any(sort_of(each) not in ("buffer", "none") for each in places)


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


def has_seed(call, sort_of):
    values = [*call.args, *(each.value for each in call.keywords)]
    return not all(is_none(each) or sort_of(each) == "none" for each in values)


def is_none(node):
    return kind(node) == "Constant" and node.value is None


def is_set(node):
    """Whether it makes a set: the order of texts in one is another in each process."""
    return kind(node) == "SetComp" or kind(node) == "Call" and kind(node.func) == "Name" \
        and node.func.id in ("set", "frozenset")


def is_true(call, name):
    return getattr(keyword(call, name), "value", None) is True


def text(node):
    return node.value if kind(node) == "Constant" and isinstance(node.value, str) else None


def texts(call):
    return map(text, (*call.args, *(each.value for each in call.keywords)))


def first(call):
    return call.args[0] if call.args else None


def keyword(call, name, place=None):
    """An argument by its name, or by its place."""
    for each in call.keywords:
        if each.arg == name:
            return each.value
    return call.args[place] if place is not None and place < len(call.args) else None


def of_all(module):
    """The doubt about all that a module has, where the most of it is of one kind."""
    found = "time" if module == "time" else place(module or "")
    return found and Doubt(found)


def names_address(source):
    return (text(source) or "").partition("://")[0] in ("http", "https", "ftp", "s3", "gs")


def is_history(name):
    """Whether it is what a notebook remembers of values that were shown."""
    return name in HISTORY or name[:1] == "_" and name[1:].isdigit()
