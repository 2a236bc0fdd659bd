#!/bin/sh
# Makes .venv, with all that cxaudit needs, out of whatever this machine has. Where nothing is to do, it takes a moment.
#
#   sh .ci/bootstrap.sh
#   PYTHON=python3.12 sh .ci/bootstrap.sh       # that Python, not the first that is found
#   CXAUDIT_NO_INSTALL=1 sh .ci/bootstrap.sh    # touch nothing but pip's packages: only say what is missing
#
# Exit: 0 ready; 3 something is missing that only you can install (the message says how).
set -eu
unset CDPATH PYTHONHOME PYTHONPATH PIP_PREFIX PIP_TARGET PIP_USER   # each of them sends Python or pip elsewhere
cd "$(dirname -- "$0")/.."
here=$(pwd -P)
stamp=.venv/cxaudit-stamp       # written last: a folder .venv alone may be half made

main() {
    if ! is_current; then
        is_sound || { find_python; make_venv; }
        install_packages
        printf '%s\n' "$here" "$python" "$(checksum)" > "$stamp"
    fi
    has_pango || get_pango
}

# --- .venv -----------------------------------------------------------------------------------------------------------

is_current() {      # made here, from these files, with the Python asked for (if one is), and it still runs
    [ -f "$stamp" ] || return 1
    { read -r made_in; read -r made_with; read -r made_from; } < "$stamp" || return 1
    if [ -n "${PYTHON:-}" ]; then find_python; else python=$made_with; fi
    is_sound && [ "$made_from" = "$(checksum)" ]
}

is_sound() {        # then new packages go into the old .venv: somebody may be working with it
    [ -f "$stamp" ] && [ "$made_in" = "$here" ] && [ "$made_with" = "${python:-}" ] &&
        .venv/bin/python -c "" 2>/dev/null
}

checksum() {
    cat constraints.txt pyproject.toml | cksum
}

find_python() {     # sets $python to the real program, never to one inside a .venv that we may have to delete
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.15 python3.14 python3.13 python3.12 python3.11 python
    fi
    first_good_python "$@" && return
    [ -n "${PYTHON:-}" ] && stop "PYTHON=$PYTHON is not a Python 3.11 or newer that runs."
    install_system "$(python_command)" && first_good_python "$@" && return
    stop "No Python 3.11 or newer was found$(python3 --version 2>/dev/null | sed 's/^/, only /')." \
         "Install one:" "    $(as_user_types "$(python_command)")" \
         "or name the one you have:" "    PYTHON=/path/to/python3 sh .ci/bootstrap.sh"
}

first_good_python() {
    for candidate do
        python=$("$candidate" -c 'if 1:
            import os, sys
            if sys.version_info < (3, 11): sys.exit(1)
            print(os.path.realpath(sys._base_executable))' 2>/dev/null) && return
    done
    return 1
}

python_command() {
    if   has apt-get; then echo "apt-get install -y --no-install-recommends python3 python3-venv"
    elif has dnf;     then echo "dnf install -y python3"
    elif has pacman;  then echo "pacman -S --noconfirm python"
    elif has apk;     then echo "apk add python3"
    elif has zypper;  then echo "zypper install -y python3"
    elif has brew;    then echo "brew install python"
    else                   echo "(from python.org, or with your system's package manager)"
    fi
}

make_venv() {
    say "making .venv with $python"
    { rm -rf .venv && mkdir .venv; } 2>/dev/null ||
        stop "Cannot write in $here: copy the project to a folder of your own."
    "$python" -m venv .venv >/dev/null 2>&1 && return
    # Debian keeps ensurepip in a package of its own; without it .venv is left half made.
    venv_package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    venv_command="apt-get install -y --no-install-recommends $venv_package"
    install_system "$venv_command" && rm -rf .venv && "$python" -m venv .venv && return
    rm -rf .venv
    "$python" -m venv --without-pip .venv || stop "$python -m venv does not work here."
    unpack_packages .venv/debian python3-pip-whl || :
    for wheel in .venv/debian/usr/share/python-wheels/pip-*.whl /usr/share/python-wheels/pip-*.whl; do
        [ -f "$wheel" ] && .venv/bin/python "$wheel/pip" install --quiet --no-index "$wheel" && return
    done
    stop "$python comes without pip and venv. Install them:" "    $(as_user_types "$venv_command")"
}

install_packages() {
    say "installing the packages of constraints.txt"
    # All pinned versions first, the build backend among them: then our own build needs no isolation and no network.
    # The constraints are named relative to this folder: pip splits PIP_CONSTRAINT at blanks.
    if pip_install --requirement constraints.txt &&
       pip_install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
    then make_path_relative; return; fi
    stop "pip could not install the packages; what it said stands above." \
         "Behind a proxy: set HTTPS_PROXY." \
         "Certificates missing, or your own: set PIP_CERT to their file (Debian: package ca-certificates)." \
         "Without network: set PIP_NO_INDEX=1, and PIP_FIND_LINKS to a folder with the wheels." \
         "Then again: sh .ci/bootstrap.sh"
}

pip_install() {     # compiles nothing: most modules are never imported
    .venv/bin/python -m pip install --quiet --retries 2 --no-compile "$@"
}

make_path_relative() {  # to site-packages: under LC_ALL=C, Python would not start for a path with an umlaut
    for path in .venv/lib/python3*/site-packages/_cxaudit.pth; do
        echo ../../../.. > "$path"
    done
}

# --- Pango -----------------------------------------------------------------------------------------------------------

has_pango() {
    missing=$(ask_pango "*pango['missing_libraries']()") && [ -z "$missing" ]
}

ask_pango() {       # the module alone, not the whole package: this runs at every `make`
    .venv/bin/python -c "import runpy; pango = runpy.run_path('cxaudit/report/pango.py'); print($1)"
}

get_pango() {
    command=$(ask_pango "pango['install_command']()")
    install_system "$command" && has_pango && return
    unpack_packages .venv/pango libpangoft2-1.0-0 libharfbuzz-subset0 && write_fonts_conf && has_pango && return
    rm -rf .venv/pango
    stop "Pango, which typesets the PDF, is missing: $missing." "Install it:" \
         "    $(as_user_types "$command")"
}

write_fonts_conf() {    # Pango unpacked into .venv/pango knows no fonts otherwise
    cat > .venv/pango/fonts.conf <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
XML
}

# --- packages of the system ------------------------------------------------------------------------------------------

install_system() {      # COMMAND: runs it if it is apt-get's or brew's and we may
    [ -z "${CXAUDIT_NO_INSTALL:-}" ] || return 1
    case "$1" in
        brew\ *)    say "$1"; $1 >&2; return ;;
        apt-get\ *) ;;
        *)          return 1 ;;
    esac
    if [ "$(id -u)" = 0 ]; then root=env
    elif sudo -n true 2>/dev/null; then root="sudo -n env"
    else return 1
    fi
    say "$1"
    # A fresh machine has no package lists, an old one outdated lists: both show by failing.
    $root DEBIAN_FRONTEND=noninteractive $1 -qq >/dev/null 2>&1 && return
    $root apt-get update -qq >&2 && $root DEBIAN_FRONTEND=noninteractive $1 -qq >/dev/null
}

unpack_packages() {     # FOLDER PACKAGE…: where we may install nothing, Debian's packages go into a folder of ours
    [ -z "${CXAUDIT_NO_INSTALL:-}" ] && has apt-get && has dpkg-deb || return 1
    folder=$1; shift
    say "unpacking $* into $folder"
    temporary=$(mktemp -d)
    download "$@" >/dev/null 2>&1 ||
        { set -- -o "Dir::State::lists=$temporary/lists" "$@"; private_lists && download "$@" >/dev/null; } || :
    mkdir -p "$folder"
    found=1
    for package in "$temporary"/archives/*.deb; do
        [ -f "$package" ] && dpkg-deb -x "$package" "$folder" && found=0
    done
    rm -rf "$temporary"
    return $found
}

download() {
    mkdir -p "$temporary/archives/partial"
    apt-get install -y --download-only --no-install-recommends -qq -o Debug::NoLocking=1 -o "Dir::Cache=$temporary" \
            -o "Dir::Cache::archives=$temporary/archives" "$@"
}

private_lists() {
    mkdir -p "$temporary/lists/partial"
    apt-get update -qq -o Debug::NoLocking=1 -o "Dir::Cache=$temporary" -o "Dir::State::lists=$temporary/lists" >&2
}

# --- words -----------------------------------------------------------------------------------------------------------

as_user_types() {
    case "$1" in
        brew\ *|\(*) echo "$1" ;;
        *) if [ "$(id -u)" = 0 ]; then echo "$1"; else echo "sudo $1"; fi ;;
    esac
}

has() {
    command -v "$1" >/dev/null 2>&1
}

say() {
    echo "cxaudit: $*" >&2
}

stop() {
    printf 'cxaudit: %s\n' "$1" >&2
    shift
    [ $# = 0 ] || printf '  %s\n' "$@" >&2
    exit 3
}

main
