#!/bin/sh
# Runs the tests that need no server on Python 3.13, where this machine has it; says so where not.
set -eu
python=
for candidate in python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3.13; do
    if "$candidate" -c 'import sys' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "no Python 3.13 here: its tests are left out"
    exit 0
fi
echo "the tests that need no server, on $("$python" --version)"
PYTHON=$python "$(dirname "$0")"/venv.sh .venv-newest
.venv-newest/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-dev.lock
pure=
for area in config addresses timetable reading writing; do
    [ -d "tests/$area" ] && pure="$pure tests/$area"
done
# shellcheck disable=SC2086 # words, on purpose
.venv-newest/bin/python -m pytest -q -n 2 -p no:cacheprovider $pure
