#!/bin/sh
# Makes a virtual environment: venv.sh FOLDER. PYTHON names the interpreter, else one is looked for.
set -eu
python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo "mailcop needs Python 3.11 or newer, and none was found; PYTHON=/path/to/python3 names one" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then # Debian packs it apart
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "this Python lacks venv: run 'sudo apt-get install python3-venv', then make again" >&2
        exit 1
    fi
fi
rm -rf "$1"
"$python" -m venv "$1"
