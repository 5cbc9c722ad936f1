#!/bin/sh
# Recompiles the pinned requirement files and package-lock.json. Hashes cover every wheel of a version, for all platforms
# and Pythons; no index address or download address is written, so that every machine uses its own mirror.
set -eu
here=$(dirname "$0")
. "$here/say.sh"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 130' INT TERM
.venv/bin/python -m venv "$place"
thrice "$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-input uv ||
    refuse "uv could not be installed." "未能安装 uv。"

# pin OUTPUT SOURCE [OPTION...]: what already stands in the output is kept, unless LOCK=--upgrade says otherwise.
pin() {
    output=$1
    shift
    say "$output"
    "$place/bin/uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal \
        --python-version 3.11 ${LOCK:-} "$@" -o "$output"
}
pin requirements.txt pyproject.toml --group build
pin requirements-dev.txt pyproject.toml --group dev --group build -c requirements.txt
pin deploy/setup/requirements-mutants.txt pyproject.toml --group mutants --group dev --group build -c requirements-dev.txt
pin deploy/setup/requirements-npm.txt deploy/setup/npm.in

if npm --version >/dev/null 2>&1; then
    say package-lock.json
    npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
else
    say "package-lock.json is left as it is: no npm here"
fi
