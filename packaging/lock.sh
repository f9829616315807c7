#!/bin/sh
# Writes requirements.lock and requirements-dev.lock: one set of pins with hashes for every Python we promise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$(dirname "$0")"/venv.sh "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install uv
compile() {
    "$folder/venv/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --no-emit-index-url --no-emit-find-links "$@" pyproject.toml
}
compile --output-file requirements.lock
compile --extra dev --constraint requirements.lock --output-file requirements-dev.lock
