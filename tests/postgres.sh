#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL cluster, named in PLEDGER_TEST_POSTGRES.
# Usage: tests/postgres.sh COMMAND...   Uses Debian's `postgresql` package; as root it runs the
# server as user postgres.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ]; then
    echo 'no PostgreSQL here: apt-get install postgresql' >&2
    exit 5
fi

work=$(mktemp -d)
as_server() {
    if [ "$(id -u)" = 0 ]; then
        (cd "$work" && setpriv --reuid postgres --regid postgres --init-groups "$@")
    else
        "$@"
    fi
}
stop() {
    as_server "$bin/pg_ctl" --pgdata "$work/data" --mode immediate --silent stop || true
    rm -rf "$work"
}
trap stop EXIT
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi

as_server "$bin/initdb" --pgdata "$work/data" --username pledger --auth trust \
    --encoding UTF8 --locale C.UTF-8 --locale-provider icu --icu-locale en-US --no-sync > "$work/initdb.txt"
as_server "$bin/pg_ctl" --pgdata "$work/data" --log "$work/server.txt" --silent --wait \
    --options "-c listen_addresses= -c unix_socket_directories=$work -c fsync=off" start
as_server "$bin/createdb" --host "$work" --username pledger pledger

export PLEDGER_TEST_POSTGRES="postgresql://pledger@/pledger?host=$work"
"$@"
