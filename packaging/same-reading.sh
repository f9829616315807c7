#!/bin/sh
# Reads our own samples on every Python we promise that this machine has; a letter that differs is shown, and fails.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
first=
for version in 3.11 3.12 3.13; do
    python=
    for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/"python$version"; do
        if "$candidate" -c 'import sys' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "no Python $version here: left out"
        continue
    fi
    folder=.venv-$version
    if ! cmp -s requirements.lock "$folder/requirements.lock"; then
        PYTHON=$python packaging/venv.sh "$folder"
        "$folder"/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements.lock
        cp requirements.lock "$folder/"
    fi
    "$folder"/bin/python -m tests.reading.records >"$work/$version"
    echo "Python $version: $(wc -l <"$work/$version") samples read"
    first=${first:-$version}
    diff "$work/$first" "$work/$version"
done
