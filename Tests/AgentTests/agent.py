"""Makes the agent's modules importable as they are in the sandbox."""
import os
import sys
import types

sys.dont_write_bytecode = True  # the folder belongs to the package's sources

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "..", "..", "Sources", "CSandboxShims", "agent")

if "_sandbox_agent" not in sys.modules:
    package = types.ModuleType("_sandbox_agent")
    package.__path__ = [os.path.normpath(FOLDER)]
    sys.modules["_sandbox_agent"] = package
