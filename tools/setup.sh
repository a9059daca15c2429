#!/bin/sh
# Makes .venv with the pinned packages, and installs the system packages that they need.
# Usage: tools/setup.sh PART…   test, build, bench: the extras of pyproject.toml; screen: libraries for a real window
# Environment: PYTHON names the interpreter to use; LINKDESK_NO_APT=1 forbids installing system packages.
# Exit codes: 0 ready; 2 something is missing that only the machine's owner can install: the line to run is printed.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$@" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ -z "${LINKDESK_NO_APT:-}" ] && have apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null; }

# Installs distribution packages, or prints the line that does and stops.
need() {
    say "需要系统软件包：$*" "System packages needed: $*"
    if may_install; then
        apt update || true
        if apt install -y --no-install-recommends "$@"; then return; fi
    fi
    say "请管理员运行下面一行，然后重新运行 make（其他发行版请装名称相当的软件包）：" \
        "Please run this line, then make again (other distributions: packages of similar names):" \
        "    sudo apt-get update && sudo apt-get install -y $*"
    exit 2
}

new_enough() {
    have "$1" && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

venv_works() { new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }

# The distribution's own Python comes first: its venv module, and the shared library that a built program
# carries, come from the distribution's packages too.
find_python() {
    for candidate in ${PYTHON:-} /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then python=$candidate && return; fi
    done
    return 1
}

# The newest Python that the distribution offers.
python_package() {
    for name in python3.13 python3.12; do
        if have apt-cache && apt-cache show "$name-venv" >/dev/null 2>&1; then echo "$name" && return; fi
    done
    echo python3.11
}

ensure_python() {
    if find_python; then return; fi
    if may_install; then apt update || true; fi
    name=$(python_package)
    need "$name" "$name-venv"
    find_python
}

version() { "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# Reads lines of "library package" and prints the packages of the libraries that cannot be loaded.
packages_of_missing() {
    "$python" -c '
import ctypes, sys
for line in sys.stdin:
    library, package = line.split()
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)'
}

missing_for_venv() {
    venv_works || "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$(version)-venv"
}

missing_for_test() {
    packages_of_missing <<'END'
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
END
}

missing_for_screen() {
    packages_of_missing <<'END'
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-image.so.0 libxcb-image0
libxcb-render-util.so.0 libxcb-render-util0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
END
}

# PyInstaller reads programs with objdump and puts Python's shared library beside what it builds.
missing_for_build() {
    have objdump || echo binutils
    echo "libpython$(version).so.1.0 libpython$(version)" | packages_of_missing
}

missing_for_bench() { :; }

install() {
    [ "$1" = screen ] && return
    say "安装 Python 软件包（$1）……"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[$1]"
}

check_qt() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6.QtWidgets import QApplication; QApplication([])' && return
    say "Qt 无法启动，缺少的系统库见上一行。" "Qt does not start; the line above names the missing library."
    exit 2
}

if venv_works; then python=.venv/bin/python; else ensure_python; fi
missing=$(missing_for_venv; for part in "$@"; do "missing_for_$part"; done)
[ -z "$missing" ] || need $missing
if ! venv_works; then
    say "建立 .venv（$("$python" --version)）……"
    "$python" -m venv --clear .venv
fi
for part in "$@"; do install "$part"; done
check_qt
