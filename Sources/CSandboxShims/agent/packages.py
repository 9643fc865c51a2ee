"""Answers `install`: packages from wheels that are in the workspace; nothing is fetched."""
import importlib
import os
import shutil
import subprocess
import sys
import tarfile

from . import environment, network
from .archives import refusal
from .paths import temporary

TOLD = 4000  # characters of what pip said


def install(executor, request):
    """Installs all wheels of a tar archive; `-I` leaves the user's files out of pip's way."""
    archive = os.path.join(executor.settings["workspace"], request["path"])
    hidden = os.path.join(os.environ["TMPDIR"], temporary().decode())
    place = os.environ["HOME"] + environment.PACKAGES
    was_isolated = network.is_disabled()
    try:
        os.mkdir(hidden)
        wheels = unpack(archive, hidden)
        done = subprocess.run(
            [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
             "--upgrade", "--no-warn-script-location", "--no-cache-dir", "--target", place, *wheels],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            said = done.stdout.decode("utf-8", "replace").strip()
            return {"error": {"code": "pip", "message": said[-TOLD:]}}
    except (OSError, tarfile.TarError) as error:
        return {"error": refusal(error)}
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    environment.find_packages()
    importlib.invalidate_caches()
    return {"error": None, "isolated": network.is_disabled() or not was_isolated,
            "packages": [name_and_version(wheel) for wheel in wheels]}


def unpack(archive, directory):
    """The paths of the wheels; the host made the archive, so names are single components."""
    wheels = []
    with tarfile.open(archive, "r:") as files:
        for entry in files:
            if entry.isreg():
                wheels.append(os.path.join(directory, os.path.basename(entry.name)))
                with open(wheels[-1], "xb") as wheel:
                    shutil.copyfileobj(files.extractfile(entry), wheel)
    return wheels


def name_and_version(wheel):
    return "==".join(os.path.basename(wheel).split("-")[:2])
