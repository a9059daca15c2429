#!/bin/sh
# Makes .venv with the pinned packages, and the system libraries they need.
# Usage: tools/setup.sh PART…   (test, build, bench: the extras of pyproject.toml; screen: libraries for a real window)
# Exit codes: 0 ready; 2 something is missing that only the machine's owner can install, and the line to run was printed.
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

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2
}

# Installs distribution packages, or prints the line that does and stops.
need() {
    what=$1
    shift
    say "缺少${what}，需要系统软件包：$*" "Missing on this machine; packages needed: $*"
    if may_install; then
        apt_install "$@" || { as_root apt-get update >&2 && apt_install "$@"; } && return
    fi
    say "请管理员运行下面一行，然后重新运行 make：" "Please run this line, then make again:" \
        "    sudo apt-get update && sudo apt-get install -y $*"
    exit 2
}

new_enough() {
    have "$1" && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The distribution's own Python comes first: its venv module and the shared library that the built program
# carries come from the distribution's packages too.
find_python() {
    for candidate in ${PYTHON:-} /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then python=$candidate && return; fi
    done
    return 1
}

# The newest Python the distribution offers; the names are Debian's and Ubuntu's.
python_package() {
    for name in python3.13 python3.12 python3.11; do
        if have apt-cache && apt-cache show "$name-venv" >/dev/null 2>&1; then echo "$name" && return; fi
    done
    echo python3.11
}

ensure_python() {
    find_python && return
    if may_install; then as_root apt-get update >&2; fi
    name=$(python_package)
    need " Python 3.11 或更新版本" "$name" "$name-venv"
    find_python || { say "仍未找到 Python 3.11 或更新版本。" "Still no Python 3.11 or newer."; exit 2; }
}

version() { "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

ensure_venv() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1 && new_enough .venv/bin/python; then return; fi
    ensure_python
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need " Python 的 venv 模块" "python$(version)-venv"
    say "建立 .venv（$("$python" --version)）……"
    "$python" -m venv --clear .venv
}

# Prints the packages of those libraries that cannot be loaded; reads lines of "soname package".
missing_packages() {
    .venv/bin/python -c '
import ctypes, sys
for line in sys.stdin:
    soname, package = line.split()
    try:
        ctypes.CDLL(soname)
    except OSError:
        print(package, end=" ")'
}

ensure_qt_libraries() {
    missing=$(missing_packages <<'END'
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
END
)
    [ -z "$missing" ] || need " Qt 所需的系统库" $missing
}

ensure_screen_libraries() {
    missing=$(missing_packages <<'END'
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-image.so.0 libxcb-image0
libxcb-render-util.so.0 libxcb-render-util0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
END
)
    [ -z "$missing" ] || need " Qt 显示窗口所需的系统库" $missing
}

# PyInstaller reads binaries with objdump and puts Python's shared library beside the program.
ensure_build_tools() {
    python=.venv/bin/python
    have objdump || need " objdump" binutils
    "$python" -c 'import PyInstaller.depend.bindepend as b; b.get_python_library_path()' >/dev/null 2>&1 ||
        need " Python 的共享库" "libpython$(version)"
}

install_packages() {
    say "安装 Python 软件包（$1）……"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[$1]"
}

check_qt() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6.QtWidgets import QApplication; QApplication([])' && return
    say "Qt 无法启动，缺少的系统库见上一行。" "Qt does not start; the line above names the missing library."
    exit 2
}

set_up() {
    case $1 in
        test)
            install_packages test
            ensure_qt_libraries
            check_qt
            ;;
        build)
            install_packages build
            ensure_build_tools
            ;;
        screen) ensure_screen_libraries ;;
        *) install_packages "$1" ;;
    esac
}

ensure_venv
for part in "$@"; do set_up "$part"; done
