"""Makes the agent's modules importable as they are in the sandbox, under their names there."""
import os
import sys
import types
from importlib.machinery import FileFinder, SourceFileLoader

sys.dont_write_bytecode = True  # the folder belongs to the package's sources

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "..", "..", "Sources", "CSandboxShims", "agent")



class Loader(SourceFileLoader):
    def source_to_code(self, data, path, **options):
        name = "_sandbox_agent/" + os.path.basename(path)
        return super().source_to_code(data, name, **options)


if "_sandbox_agent" not in sys.modules:
    package = types.ModuleType("_sandbox_agent")
    package.__path__ = [os.path.normpath(FOLDER)]
    sys.path_importer_cache[package.__path__[0]] = FileFinder(package.__path__[0],
                                                              (Loader, [".py"]))
    sys.modules["_sandbox_agent"] = package
