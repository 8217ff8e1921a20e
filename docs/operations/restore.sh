#!/bin/sh
# Lays out a backup for a server to start on, with what was received since.
#
#   restore.sh BACKUP DATABASE_FOLDER [WAL_FOLDER]
#
# Run it as the account that PostgreSQL runs as, or give DATABASE_FOLDER and WAL_FOLDER to that
# account; start PostgreSQL, wait until `SELECT pg_is_in_recovery()` says f, run `sauro verify`.
set -eu
backup=${1:?BACKUP}
database=${2:?DATABASE_FOLDER}
wal=${3:-}
[ ! -e "$database" ] || { echo "$database is there already" >&2; exit 1; }
pg_verifybackup --quiet "$backup/database"
cp -a "$backup/database" "$database"
# A server that waits for the lost receiver would save nothing.
sed -i '/^synchronous_standby_names/d' "$database/postgresql.auto.conf"
[ -n "$wal" ] || exit 0
wal=$(cd "$wal" && pwd)
cat >>"$database/postgresql.auto.conf" <<END
restore_command = 'cp "$wal/%f" "%p" 2>/dev/null || cp "$wal/%f.partial" "%p"'
recovery_target_timeline = 'latest'
END
touch "$database/recovery.signal"
