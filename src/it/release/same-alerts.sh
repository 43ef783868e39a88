#!/usr/bin/env bash
# Shows that this tree gives the alerts of another commit: ids, contents, rows and dead letters, line by line.
# Usage: src/it/release/same-alerts.sh COMMIT [FILE_OR_FOLDER...]
# The input is made-up traffic, and each file or folder that is given. Builds both trees.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
commit=${1:?give the commit to compare with}
shift

work=$(mktemp -d "${TMPDIR:-/tmp}/entrawatch-same.XXXXXX")
trap 'git worktree remove --force "$work/other" 2>/dev/null || true; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/other" "$commit"

bin/entrawatch generate --events 30000 --seed 99 --incidents 200 --output "$work/traffic.ndjson"

# detect TREE INPUT OUT: what the tree makes of the input, in a stable order.
detect() {
  "$1/bin/entrawatch" detect --input "$2" --alerts "$3.alerts" --matches "$3.matches" \
    --dead-letters "$3.dead" >"$3.said" 2>&1 || true
  sort -o "$3.alerts" "$3.alerts"
  sort -o "$3.matches" "$3.matches"
  sort -o "$3.dead" "$3.dead"
}

status=0
compared=0
for input in "$work/traffic.ndjson" "$@"; do
  detect . "$input" "$work/new"
  detect "$work/other" "$input" "$work/old"
  for part in alerts matches dead; do
    if ! diff -q "$work/old.$part" "$work/new.$part" >/dev/null; then
      echo "$input: $part differ:"
      diff "$work/old.$part" "$work/new.$part" | head -5 | cut -c1-300
      status=1
    fi
  done
  compared=$((compared + 1))
  alerts=$(wc -l <"$work/new.alerts")
  echo "$input: $alerts alerts"
  rm -f "$work"/{new,old}.*
done
echo "$compared inputs compared with $commit: $([[ $status -eq 0 ]] && echo the same || echo different)"
exit "$status"
