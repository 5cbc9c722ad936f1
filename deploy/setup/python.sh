#!/bin/sh
# python.sh REQUIREMENTS: makes .venv where there is none and installs what the file pins, each checked by its hash.
set -eu
here=$(dirname "$0")
. "$here/say.sh"

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    say "a virtual environment in .venv 虚拟环境"
    "$python" -m venv --clear .venv ||
        refuse "The virtual environment in .venv could not be made." "未能建立虚拟环境 .venv。"
fi

say "Python packages of $1 软件包"
thrice .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1" ||
    refuse "The Python packages could not be installed: see pip's words above; behind a proxy set https_proxy, for a mirror use pip's own settings." \
        "Python 软件包安装失败，原因见上。使用代理请设置 https_proxy，使用镜像请用 pip 自身的配置。"

.venv/bin/python -c 'import weasyprint' ||
    refuse "WeasyPrint does not find its libraries (Pango): see its words above." "WeasyPrint 找不到 Pango 等排版库，原因见上。"
