# Debian and Ubuntu packages, with sudo where the user is not root. Proxies and mirrors are the machine's own.

installed() {
    case "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" in
        *" installed") return 0 ;;
        *) return 1 ;;
    esac
}

# missing PACKAGE...: those of them that are not installed.
missing() {
    for package in "$@"; do
        installed "$package" || printf '%s ' "$package"
    done
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1
}

# as_root COMMAND...: sudo would drop a proxy of the environment, so it is handed on; without a terminal it must not ask.
as_root() {
    set -- env DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
        ${no_proxy:+"no_proxy=$no_proxy"} "$@"
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# A fresh Ubuntu updates itself in the background: its lock is waited for.
apt() {
    as_root apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Package lists may be partly out of reach (a third-party source, say): what is needed decides, not the update.
apt_install() {
    thrice apt update || say "the package lists could not all be fetched; going on with what is there"
    thrice apt install -y --no-install-recommends "$@"
}
