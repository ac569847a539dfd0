#!/usr/bin/env bash
set -e

# a new machine takes the database from object storage
if [ ! -f "$DATABASE_PATH" ] && [ -n "$BUCKET_NAME" ]; then
	litestream restore -if-replica-exists "$DATABASE_PATH"
fi

# bring the tables up to date
/app/bin/migrate

# run the command, under replication where there is a bucket
if [ -n "$BUCKET_NAME" ]; then
	litestream replicate -exec "${*}"
else
	exec "${@}"
fi
