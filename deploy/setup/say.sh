# Spoken by every step of the setup: what is done, what failed, and a second and third try of a download.

say() {
    printf '== %s\n' "$*"
}

# refuse ENGLISH CHINESE: ends the step with one sentence in each language.
refuse() {
    printf '\n!! %s\n!! %s\n\n' "$1" "$2" >&2
    exit 1
}

# thrice COMMAND...: a download that fails is tried again, twice.
thrice() {
    for pause in 3 10 0; do
        "$@" && return 0
        [ "$pause" = 0 ] && return 1
        say "that failed; trying again in $pause seconds 失败，稍后重试"
        sleep "$pause"
    done
}

# The first Python that is new enough; PYTHON=/path names another.
find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    refuse "Python 3.11 or newer is needed; install it, or name one: make setup PYTHON=/path/to/python3" \
        "需要 Python 3.11 或更高版本。请先安装，或指明其位置：make setup PYTHON=/路径/python3"
}
