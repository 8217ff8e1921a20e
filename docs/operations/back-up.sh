#!/bin/sh
# Takes a full backup into a new folder: the database, checked, and the folder of data.
#
#   back-up.sh FOLDER
#
# PGHOST, PGPORT, PGUSER … name the server (a role with REPLICATION), SAURO_DATA the folder of
# data. Private keys and the vault are left out: they are kept apart (keys.md, backup.md).
set -eu
folder=${1:?FOLDER}
: "${SAURO_DATA:?SAURO_DATA}"
[ ! -e "$folder" ] || { echo "$folder is there already" >&2; exit 1; }
rm -rf "$folder.partial"
mkdir -p "$folder.partial"
pg_basebackup --pgdata="$folder.partial/database" --wal-method=stream --checkpoint=fast \
    --manifest-checksums=SHA256 --no-password
pg_verifybackup --quiet "$folder.partial/database"
# After the database: every file that an event names is there, and checkpoints may only be newer.
tar -C "$SAURO_DATA" --exclude=./vault --exclude='./keys/*.pem' -cf "$folder.partial/data.tar" .
mv "$folder.partial" "$folder"
echo "$folder"
