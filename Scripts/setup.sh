# shellcheck shell=bash
# What the scripts share. To be sourced; it installs nothing by itself and never asks anything.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export root

heading() { printf '\n== %s (after %d:%02d)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

# fail STATUS MESSAGE: ends the script with one line that says what happened and what to do.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$2" >&2
    exit "$1"
}

have() { command -v "$1" > /dev/null 2>&1; }

in_ci() { [ "${CI:-}" = true ]; }

# The directory for what is made once: the same as ProbeCache.standardDirectory of the library.
cache_directory() {
    if [ "$(id -u)" = 0 ]; then
        echo /var/cache/swift-python-sandbox
    elif [[ "${XDG_CACHE_HOME:-}" = /* ]]; then
        echo "$XDG_CACHE_HOME/swift-python-sandbox"
    else
        echo "${HOME:-/tmp}/.cache/swift-python-sandbox"
    fi
}

# The Python that environments are made of: $PYTHON, or the first that has what it takes. The system's comes first,
# since a sandbox that belongs to nobody can't read one in a home directory.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} /usr/bin/python3 /usr/local/bin/python3 python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' \
            > /dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# The Pythons of the supported versions that environments can be made of, the oldest first: those in the search path and
# those of pyenv.
find_pythons() {
    local minor candidate
    for minor in 9 10 11 12 13 14; do
        for candidate in "python3.$minor" "/usr/bin/python3.$minor" \
            "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python3; do
            if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[1] != int(sys.argv[1]))' \
                "$minor" > /dev/null 2>&1; then
                command -v "$candidate"
                break
            fi
        done
    done
}

# install PACKAGE...: by apt as root or with sudo that asks nothing; else fails with the command that would help.
install() {
    local -a become=()
    local command="apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" != 0 ]; then
        if ! have sudo || ! sudo -n true 2> /dev/null; then
            fail 3 "these packages are missing: $*; install them (sudo $command)"
        fi
        become=(sudo -n)
    fi
    have apt-get || fail 3 "these packages are missing: $*; install them with the system's package manager"
    printf 'installing %s\n' "$*" >&2
    local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
    "${become[@]}" "${apt[@]}" install -y --no-install-recommends "$@" > /dev/null 2>&1 \
        || { "${become[@]}" "${apt[@]}" update > /dev/null 2>&1 \
            && "${become[@]}" "${apt[@]}" install -y --no-install-recommends "$@" > /dev/null; } \
        || fail 3 "these packages could not be installed: $*; see what '$command' says"
}

# The browser that shows exported pages in tests.
find_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

# Sees to it that sandboxes can be started and environments be made.
ensure_tools() {
    have swift || fail 3 "Swift is not installed: install it from https://www.swift.org/install"
    [ "$(uname -s)" = Linux ] || fail 3 "bubblewrap needs Linux: use a Linux machine or container"
    local -a missing=()
    have bwrap || missing+=(bubblewrap)
    have python3 || missing+=(python3)
    find_python > /dev/null || missing+=(python3-venv)
    [ ${#missing[@]} = 0 ] || install "${missing[@]}"
    find_python > /dev/null || fail 3 "no Python of version 3.9 or later can make environments: install python3-venv"
}
