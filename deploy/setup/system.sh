#!/bin/sh
# System packages that the application needs to run: venv, Pango for PDFs, Chinese fonts; and the stroke order of
# characters, without which candidates are put in order by hand. Installs only what is missing.
set -eu
here=$(dirname "$0")
. "$here/say.sh"
. "$here/apt.sh"

python=$(find_python)
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

has_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

has_pango() {
    "$python" -c '
import sys
from ctypes.util import find_library
sys.exit(not all(map(find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))' 2>/dev/null
}

has_chinese_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]
}

works() {
    has_venv && has_pango && has_chinese_font
}

by_hand() {
    cat >&2 <<END

Yishi needs Python's venv module, Pango with HarfBuzz's subsetter, and a Chinese font:
议事系统需要 Python 的 venv 模块、Pango 排版库和中文字体，请先安装：
  Debian, Ubuntu   apt-get install python$version-venv $packages
  Fedora           dnf install python3 pango harfbuzz google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts fontconfig
  macOS            brew install python@3.13 pango fontconfig && brew install --cask font-noto-sans-cjk font-noto-serif-cjk
END
}

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk rime-data-stroke"
if ! command -v dpkg-query >/dev/null 2>&1; then
    works || { by_hand; refuse "Install them, then run make again." "安装后请重新运行 make。"; }
    exit 0
fi

wanted=$(missing $packages)
has_venv || wanted="python$version-venv $wanted"
[ -n "$wanted" ] || exit 0

say "system packages 系统软件包: $wanted"
if may_install && apt_install $wanted; then
    exit 0
fi
works || { by_hand; refuse "They could not be installed from here; install them as root, then run make again." \
    "未能自动安装。请以管理员身份安装上述软件包，再重新运行 make。"; }
say "not installed, but what is there will do 未能安装，现有软件可用，继续"
