#!/bin/sh
# browser.sh STAMP: a chromium for the browser tests. Without one the tests say so and are skipped; that is no failure.
set -eu
here=$(dirname "$0")
. "$here/say.sh"
. "$here/apt.sh"

# Ubuntu has a chromium-browser that only says to install a snap: a browser counts when it answers.
works() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome-stable google-chrome}; do
        command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1 </dev/null && return 0
    done
    return 1
}

offered() {
    case "$(apt-cache policy chromium 2>/dev/null)" in
        *"Candidate: (none)"* | "") return 1 ;;
        *) return 0 ;;
    esac
}

without() {
    say "the browser tests will be skipped: $1; install Chromium or Chrome, or name one by CHROMIUM=/path"
    say "将跳过浏览器测试：本机没有可用的 chromium。可自行安装 Chromium 或 Chrome，或用 CHROMIUM=/路径 指明。"
}

# A passing fault leaves no stamp, so the next run tries again; where apt has no chromium, once asked is enough.
install() {
    say "chromium for the browser tests 浏览器测试所需的 chromium"
    offered || apt update || { without "the package lists could not be fetched"; exit 0; }
    offered || return 0
    apt_install chromium || { without "chromium could not be installed"; exit 0; }
}

if ! works && may_install; then
    install
fi
works || without "no chromium here, and none to be had by apt"
mkdir -p "$(dirname "$1")"
touch "$1"
