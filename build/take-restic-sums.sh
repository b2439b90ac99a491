#!/bin/sh
# Reads the checksums of an official restic, verifies who signed them, and writes them into build/restic.json.
#   sh build/take-restic-sums.sh VERSION
# RESTIC_DOWNLOADS, RESTIC_KEY, RESTIC_SIGNER and RESTIC_MANIFEST stand in for the real ones in a test.
set -eu
version=$1
base=${RESTIC_DOWNLOADS:-https://github.com/restic/restic/releases/download}/v$version
key=${RESTIC_KEY:-https://restic.net/gpg-key-alex.asc}
# Alexander Neumann, who signs the releases.
signer=${RESTIC_SIGNER:-CF8F18F2844575973F79D4E191A6868BD3F7A907}
build=$(cd "$(dirname "$0")" && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A key ring of its own: another key that the user trusts must not count.
GNUPGHOME=$work/gpg
export GNUPGHOME
mkdir -m 700 "$GNUPGHOME"
curl -fsSL -o "$work/SHA256SUMS" "$base/SHA256SUMS"
curl -fsSL -o "$work/SHA256SUMS.asc" "$base/SHA256SUMS.asc"
curl -fsSL "$key" | gpg --quiet --import
gpg --status-fd 1 --verify "$work/SHA256SUMS.asc" "$work/SHA256SUMS" > "$work/status" || true
# The last word is the fingerprint of the primary key, also where a subkey signed.
if ! awk -v signer="$signer" '$2 == "VALIDSIG" && $NF == signer { found = 1 } END { exit !found }' "$work/status"; then
  echo "The checksums of restic $version are not signed by $signer. Nothing was written." >&2
  exit 1
fi
node "$build/write-restic-sums.mjs" "$version" "$work/SHA256SUMS" "$base/SHA256SUMS" ${RESTIC_MANIFEST:+"$RESTIC_MANIFEST"}
echo "The checksums of restic $version are signed by $signer."
