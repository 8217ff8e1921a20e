#!/bin/sh
# Receives the write-ahead log as it is written, at another site, until it is stopped.
#
#   receive-wal.sh FOLDER
#
# PGHOST, PGPORT, PGUSER … name the server (a role with REPLICATION). With
# synchronous_standby_names = 'sauro_wal' on the server nothing is called saved before it is here.
set -eu
folder=${1:?FOLDER}
mkdir -p "$folder"
export PGAPPNAME=sauro_wal
pg_receivewal --directory="$folder" --slot=sauro_wal --create-slot --if-not-exists --no-password
exec pg_receivewal --directory="$folder" --slot=sauro_wal --synchronous --no-password
