# shellcheck shell=bash
# Container engines and their images, to be sourced after setup.sh. The caller's engine is used if it answers; else
# Debian's is started with storage of its own in the cache directory, and ends with the script, however that ends.
#
# ensure_NAME fails with status 3 and one line; try_NAME returns 1 and leaves that line in $obstacle.

obstacle=
cleanups=()

give_up() {
    obstacle=$1
    return 1
}

# at_exit COMMAND: runs it when the script ends, before what was given earlier and before a trap that was there.
at_exit() {
    if [ ${#cleanups[@]} = 0 ]; then
        local -a earlier
        eval "earlier=($(trap -p EXIT))"
        if [ ${#earlier[@]} != 0 ]; then cleanups=("${earlier[2]}"); fi
        trap run_cleanups EXIT
        [ -n "$(trap -p HUP)" ] || trap 'exit 129' HUP
        [ -n "$(trap -p INT)" ] || trap 'exit 130' INT
        [ -n "$(trap -p TERM)" ] || trap 'exit 143' TERM
    fi
    cleanups=("$1" "${cleanups[@]}")
}

run_cleanups() {
    local command
    set +e
    trap '' HUP INT TERM
    for command in "${cleanups[@]}"; do eval "$command"; done
}

# lives PID: whether it is more than a zombie.
lives() { grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status"; }

# ended PID SECONDS: waits for its end, at most so long.
ended() {
    local left
    for ((left = $2 * 20; left > 0; left--)); do
        lives "$1" || return 0
        sleep 0.05
    done
    return 1
}

unmount_below() {
    local place
    awk -v below="$1/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | sort -r \
        | while read -r place; do umount -l "$place"; done
}

# Finds the storage for engines of our own, $store with $run for sockets: the first that no run uses, since two
# daemons can't share one. A script and its commands hold the lock, but no daemon: whoever has it may end what a killed
# run left. Such a run's last commands are waited for.
claim_store() {
    [ -z "${store:-}" ] || return 0
    local name lock patience=10
    for name in engine engine-2 engine-3 engine-4; do
        mkdir -p "$(cache_directory)/$name" "/run/swift-python-sandbox/$name"
        exec {lock}> "$(cache_directory)/$name/.lock"
        if flock --wait "$patience" "$lock"; then
            store=$(cache_directory)/$name
            run=/run/swift-python-sandbox/$name
            store_lock=$lock
            at_exit leave_store
            return
        fi
        exec {lock}>&-
        patience=0
    done
    give_up "four other runs use the engines in $(cache_directory): wait for their end"
}

leave_store() { rmdir "$run" "$(dirname "$run")" 2> /dev/null; }

# start_daemon NAME COMMAND...: in the background, with its log in $run/NAME.log. The kernel ends it with the script,
# so that it doesn't stay after a kill; in a session of its own Ctrl-C doesn't end it before the script's cleanup.
start_daemon() {
    local name=$1
    shift
    setsid setpriv --pdeathsig TERM "$@" < /dev/null > "$run/$name.log" 2>&1 {store_lock}>&- &
    echo $! > "$run/$name.pid"
}

# answers NAME COMMAND...: waits until the command succeeds or the daemon is gone.
answers() {
    local name=$1 left
    shift
    for ((left = 600; left > 0; left--)); do
        if timeout 10 "$@" > /dev/null 2>&1; then return 0; fi
        lives "$(cat "$run/$name.pid")" || break
        sleep 0.05
    done
    tail -n 20 "$run/$name.log" >&2
    give_up "$name didn't start: see the end of its log above"
}

# end_daemon NAME: also the one of an earlier run.
end_daemon() {
    local pid
    pid=$(cat "$run/$1.pid" 2> /dev/null) || return 0
    if grep -qsF "$run/" "/proc/$pid/cmdline"; then
        kill "$pid" 2> /dev/null
        ended "$pid" 30 || kill -9 "$pid"
        ended "$pid" 5
    fi
    rm -f "$run/$1.pid" "$run/$1.log"
}

may_start_engines() {
    [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && have apt-get
}

docker_answers() { have docker && timeout 30 docker info > /dev/null 2>&1; }

# Sees to it that `docker` has an engine: the caller's, or one of our own, whose address is in DOCKER_HOST.
ensure_engine() { try_engine || fail 3 "$obstacle"; }

try_engine() {
    ! docker_answers || return 0
    may_start_engines \
        || give_up "no Docker engine answers: start one, or run this as root on Debian to have one started" || return
    if ! have docker || ! have dockerd; then
        (install docker.io) || give_up "Docker could not be installed: see above" || return
        # Where there is an init system, the installation has started an engine.
        ! docker_answers || return 0
    fi
    claim_store && start_docker
}

start_docker() {
    end_docker
    at_exit end_docker
    mkdir -p "$run/docker"
    echo '{}' > "$run/docker/daemon.json"
    start_daemon dockerd dockerd --config-file "$run/docker/daemon.json" \
        --host "unix://$run/docker/socket" --pidfile "$run/docker/pid" \
        --data-root "$store/docker" --exec-root "$run/docker/exec" \
        --iptables=false --ip6tables=false --bridge=none --ip-forward=false
    unset DOCKER_CONTEXT DOCKER_TLS_VERIFY
    export DOCKER_HOST=unix://$run/docker/socket
    answers dockerd docker version
}

# Containers are killed first, since the daemon would give each 10 s to end.
end_docker() {
    if [ -S "$run/docker/socket" ]; then
        timeout 20 docker --host "unix://$run/docker/socket" ps --quiet 2> /dev/null \
            | timeout 20 xargs -r docker --host "unix://$run/docker/socket" kill > /dev/null 2>&1
    fi
    end_daemon dockerd
    unmount_below "$run/docker"
    unmount_below "$store/docker"
    rm -rf --one-file-system "$run/docker"
}

# Sees to it that Podman's service answers at SANDBOX_PODMAN_HOST: the caller's, or one of our own.
ensure_podman() { try_podman || fail 3 "$obstacle"; }

try_podman() {
    local -a missing=()
    have podman || missing+=(podman)
    if [ -n "${SANDBOX_PODMAN_HOST:-}" ]; then
        have podman || give_up "Podman is not installed, only its service is known: install it" || return
        timeout 30 podman --remote --url "$SANDBOX_PODMAN_HOST" info > /dev/null 2>&1 \
            || give_up "no Podman answers at SANDBOX_PODMAN_HOST ($SANDBOX_PODMAN_HOST): start its service"
        return
    fi
    may_start_engines \
        || give_up "no Podman is known: give its address as SANDBOX_PODMAN_HOST, or run this as root on Debian" || return
    have runc || missing+=(runc)
    [ ${#missing[@]} = 0 ] || (install "${missing[@]}") || give_up "Podman could not be installed: see above" || return
    claim_store && start_podman
}

start_podman() {
    own_podman=(env CONTAINERS_CONF="$run/podman/containers.conf"
        podman --root "$store/podman" --runroot "$run/podman/run" --tmpdir "$run/podman/tmp")
    end_podman
    at_exit end_podman
    mkdir -p "$run/podman"
    # Podman would take crun and systemd for the control groups, which a container or a virtual machine may lack.
    cat > "$run/podman/containers.conf" << END
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
lock_type = "file"
[network]
network_config_dir = "$run/podman/networks"
END
    # Its monitors leave a file in their working directory for each container that runs out of memory.
    start_daemon podman env --chdir="$run/podman" \
        "${own_podman[@]}" system service --time=0 "unix://$run/podman/socket"
    export SANDBOX_PODMAN_HOST=unix://$run/podman/socket
    answers podman podman --remote --url "$SANDBOX_PODMAN_HOST" info
}

# Containers and their monitors are no children of the service and outlive it.
end_podman() {
    local file
    end_daemon podman
    if [ -f "$run/podman/containers.conf" ]; then
        timeout 60 "${own_podman[@]}" rm --all --force --time 0 > /dev/null 2>&1
    fi
    for file in /proc/[0-9]*/cmdline; do
        if grep -qsF "$run/podman/" "$file" && grep -qs '^conmon' "${file%cmdline}comm"; then
            kill -9 "$(basename "$(dirname "$file")")"
        fi
    done
    unmount_below "$run/podman"
    unmount_below "$store/podman"
    rm -rf --one-file-system "$run/podman"
}

# Sees to it that the engine has Python 3.11 on Debian, the image named in SANDBOX_PYTHON_IMAGE: the official one if it
# is there or a registry answers, else one like it that is made of Debian's packages.
ensure_python_image() {
    local official=python:3.11-slim stand_in=swift-python-sandbox/stand-in:python-3.11-slim
    export SANDBOX_PYTHON_IMAGE=$official
    ! has_image "$official" || return 0
    if ! has_image "$stand_in"; then
        if timeout 300 docker pull --quiet "$official" > /dev/null 2>&1; then return; fi
        make_stand_in "$stand_in"
    fi
    export SANDBOX_PYTHON_IMAGE=$stand_in
    # In CI the engine is ours, and what names the official image shall work there.
    if in_ci; then docker tag "$stand_in" "$official"; fi
}

has_image() { docker image inspect "$1" > /dev/null 2>&1; }

make_stand_in() {
    may_start_engines || fail 3 "no registry answers: load the image python:3.11-slim into the engine"
    have debootstrap || install debootstrap
    printf 'making %s of Debian'\''s packages, since no registry answers\n' "$1" >&2
    claim_store || fail 3 "$obstacle"
    remove_tree
    at_exit remove_tree
    debootstrap --variant=minbase --include=python3,python3-pip,python3-venv bookworm "$store/debian" \
        > "$store/debian.log" 2>&1 \
        || { tail -n 5 "$store/debian.log" >&2; fail 3 "Debian's packages could not be had: see above"; }
    make_like_official "$store/debian"
    tar --create --numeric-owner --directory "$store/debian" . \
        | docker import --change 'CMD ["python3"]' --change 'ENV LANG=C.UTF-8' \
            --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin' - "$1" > /dev/null
    remove_tree
}

# debootstrap leaves /proc mounted when it is stopped.
remove_tree() {
    unmount_below "$store/debian"
    rm -rf --one-file-system "$store/debian" "$store/debian.log"
}

# Its names and freedoms, this machine's certificates for pip behind a proxy, and nothing that nobody reads.
make_like_official() {
    local bundle=/etc/ssl/certs/ca-certificates.crt
    chmod 755 "$1"
    ln -s /usr/bin/python3 "$1/usr/local/bin/python"
    rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED
    if [ -r "$bundle" ]; then
        mkdir -p "$1$(dirname "$bundle")"
        cp "$bundle" "$1$bundle"
        printf '[global]\ncert = %s\n' "$bundle" > "$1/etc/pip.conf"
    fi
    rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/*/* "$1"/var/log/* "$1"/usr/share/{doc,info,locale,man}/*
    # debootstrap copies the machine's own.
    rm -f "$1"/etc/{hostname,resolv.conf}
    chmod 1777 "$1/tmp"
}

# ensure_podman_images REFERENCE...: gives Podman the engine's images, where it hasn't the same.
ensure_podman_images() {
    local reference id
    local -a missing=()
    for reference in "$@"; do
        id=$(docker image inspect --format '{{.Id}}' "$reference")
        [ "$(podman_image_id "$reference")" = "${id#sha256:}" ] || missing+=("$reference")
    done
    [ ${#missing[@]} != 0 ] || return 0
    docker save "${missing[@]}" | podman --remote --url "$SANDBOX_PODMAN_HOST" load --quiet > /dev/null
}

podman_image_id() {
    podman --remote --url "$SANDBOX_PODMAN_HOST" image inspect --format '{{.Id}}' "$1" 2> /dev/null || true
}
