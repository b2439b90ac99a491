// Writes the checksums of a SHA256SUMS, whose signature was verified before, into build/restic.json.
//   node build/write-restic-sums.mjs VERSION SHA256SUMS URL-OF-SHA256SUMS
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [version, sumsFile, publishedAt, manifestFile] = process.argv.slice(2);
const path = manifestFile ?? fileURLToPath(new URL("restic.json", import.meta.url));
const manifest = JSON.parse(readFileSync(path, "utf8"));
const sums = Object.fromEntries(
  readFileSync(sumsFile, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(/\s+\*?/).reverse()),
);

const platforms = Object.fromEntries(
  Object.entries(manifest.platforms).map(([name, { file }]) => {
    const wanted = file.replace(/_\d+\.\d+\.\d+_/, `_${version}_`);
    const sha256 = sums[wanted];
    if (!/^[0-9a-f]{64}$/.test(sha256 ?? "")) throw new Error(`${sumsFile} holds no checksum of ${wanted}.`);
    return [name, { file: wanted, sha256 }];
  }),
);
const downloads = manifest.downloads.replace(/\/v\d+\.\d+\.\d+\//, `/v${version}/`);
const next = { ...manifest, version, downloads, checksumsPublishedAt: publishedAt, platforms };
writeFileSync(path, `${JSON.stringify(next, null, 2)}\n`);
