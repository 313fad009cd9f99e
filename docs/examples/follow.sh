#!/bin/sh
# TOKEN=… sh follow.sh https://arcadia.example.com/graphql cursor.txt
# Prints events as JSON, for ever. The file keeps the last cursor: whatever happens, it goes on after it.
url=$1 kept=$2
query='{"query":"subscription { resourceEvents { cursor type urn name } }"}'
while true; do
  curl -sN "$url" -H "authorization: Bearer $TOKEN" -H 'accept: text/event-stream' \
    -H 'content-type: application/json' -H "last-event-id: $(cat "$kept" 2>/dev/null)" -d "$query" |
    while IFS= read -r line; do
      case $line in
        event:\ complete) exit 1 ;; # refused: the line before says why
        data:\ *) echo "${line#data: }" ;;
        id:\ *) id=${line#id: } ;;
        '') [ -n "$id" ] && echo "$id" >"$kept" ;;
      esac
    done || exit 1
  sleep 1
done
