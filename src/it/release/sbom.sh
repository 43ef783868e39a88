#!/usr/bin/env bash
# Makes the bill of materials and compares it with the job's jar, both ways, by the classes: every class of a
# component that the bill lists is in the jar, and every class in the jar is ours or of such a component. Then
# with THIRD-PARTY.md, which `sbom.sh --write` writes anew.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

mvn -B -q -ntp -Dquick -DskipTests -Prelease -Dstyle.color=never package
bill=target/entrawatch-bom.json
jar=target/entrawatch.jar
# Maven resets the terminal's colours even where it was told to use none.
repository=$(mvn -B -q -ntp help:evaluate -Dexpression=settings.localRepository -DforceStdout | sed 's/\x1b\[[0-9;]*m//g')
work=$(mktemp -d "${TMPDIR:-/tmp}/entrawatch-sbom.XXXXXX")
trap 'rm -rf "$work"' EXIT

# group/artifact@version of each component but the project itself.
components() {
  grep -oE '"bom-ref" : "pkg:maven/[^"?]+\?type=jar"' "$bill" | sed -E 's/.*pkg:maven\/([^?]+)\?.*/\1/' |
    grep -v '^io\.entrawatch/' | sort -u
}

classes() {
  jar tf "$1" | grep '\.class$' | grep -vE '(^|/)module-info\.class$|^META-INF/versions/[0-9]+/OSGI-INF/'
}

: >"$work/listed"
while IFS=/@ read -r group artifact version; do
  file=$repository/${group//.//}/$artifact/$version/$artifact-$version.jar
  [[ -f $file ]] || { echo "there is no $file" >&2; exit 1; }
  # Some hold none.
  classes "$file" >>"$work/listed" || true
done < <(components)
sort -u "$work/listed" -o "$work/listed"
classes "$jar" | grep -v '^io/entrawatch/' | sort -u >"$work/held"
if ! diff "$work/listed" "$work/held" >"$work/differences"; then
  echo "the bill of materials (<) and the jar (>) differ:" >&2
  head -n 20 "$work/differences" >&2
  exit 1
fi
echo "the bill of materials lists $(components | wc -l) components, whose $(wc -l <"$work/held") classes are just those in the jar"

{
  cat <<'HEAD'
# Third-party software

What the job's jar holds beside our own classes, and under which licence; the texts of notices and of licences other than
Apache's are in the jar (`META-INF/NOTICE*`, `META-INF/LICENSE*`). Written by `src/it/release/sbom.sh --write` from the bill
of materials; the same script fails when it is stale.

| component | version | licence |
|---|---|---|
HEAD
  node -e '
    const bill = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const rows = bill.components.map(c => "| " + c.group + ":" + c.name + " | " + c.version + " | " +
      (c.licenses || []).map(l => l.expression || l.license.id || l.license.name).join(", ") + " |");
    console.log(rows.sort().join("\n"));' "$bill"
} >"$work/THIRD-PARTY.md"
if [[ ${1:-} == --write ]]; then
  cp "$work/THIRD-PARTY.md" THIRD-PARTY.md
fi
diff THIRD-PARTY.md "$work/THIRD-PARTY.md"
echo "THIRD-PARTY.md is up to date"
