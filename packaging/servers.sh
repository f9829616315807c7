#!/bin/sh
# Installs the servers that tests start, where that may be done; says what is missing where not.
set -eu
PATH=$PATH:/usr/sbin:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')
missing=
want() { # PROGRAM PACKAGE
    command -v "$1" >/dev/null || missing="$missing $2"
}
want initdb postgresql
want postfix postfix
want dovecot dovecot-imapd
want chromium chromium
want strace strace
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "not installed, and their tests are skipped:$missing"
    exit 0
elif [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "not installed, and their tests are skipped:$missing (sudo apt-get install$missing)"
    exit 0
fi
echo "installing for the tests:$missing"
$as_root apt-get update -qq || true
# shellcheck disable=SC2086 # words, on purpose
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    echo "they could not be installed, and their tests are skipped"
