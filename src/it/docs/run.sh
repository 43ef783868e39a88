#!/usr/bin/env bash
# Runs the commands of the documents that can run here, as they stand: those of commands.txt, in a copy of the
# checkout, so that what they write stays out of this one.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=$(mktemp -d "${TMPDIR:-/tmp}/entrawatch-docs.XXXXXX")
trap 'rm -rf "$work"' EXIT
git ls-files -z --cached --others --exclude-standard | tar --create --null --ignore-failed-read --files-from=- 2>/dev/null |
  tar --extract --directory="$work"

# For the commands that read a folder of exported sign-ins.
mkdir "$work/export"
bin/entrawatch generate --events 2000 --seed 3 --incidents 5 --output "$work/export/signins.ndjson"

while IFS= read -r command; do
  printf '$ %s\n' "$command"
  if ! (cd "$work" && bash -c "$command") >"$work/.output" 2>&1 </dev/null; then
    tail -n 20 "$work/.output" >&2
    exit 1
  fi
done < <(sed -n 's/^run: //p' src/it/docs/commands.txt)
echo "every command that can run here ran"
