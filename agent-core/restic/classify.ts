import type { FailureCode } from "#contract/outcome";
import type { RepositoryKind } from "#contract/repository-place";
import type { ResticEnd } from "./run-restic.ts";

const BY_EXIT_CODE: Record<number, FailureCode> = {
  2: "restic-crashed",
  10: "repository-missing",
  11: "repository-locked",
  12: "wrong-password",
  137: "restic-crashed",
  139: "restic-crashed",
  141: "restic-crashed",
};

/** In this order: the text of a locked or missing repository also holds words of the later lines. */
const BY_WORDS: readonly [RegExp, FailureCode][] = [
  [/repository is already locked/, "repository-locked"],
  [/wrong password or no key found/, "wrong-password"],
  [/ciphertext verification failed|is damaged|invalid data returned|could be damaged/i, "repository-damaged"],
  [/packs from index missing|index is not complete|is not known; the repository/i, "repository-damaged"],
  [
    /unable to open config file:.*(no such file or directory|does not exist|key does not exist)/s,
    "repository-missing",
  ],
  [/specified bucket does not exist/, "repository-missing"],
  [/x509:|tls: failed to verify|certificate (is|has) |Host key verification failed/i, "tls-untrusted"],
  [
    /HTTP response \((401|403)\)|Access Denied|Permission denied \(|no credentials found|Access Key Id you provided|signature we calculated/i,
    "access-denied",
  ],
  [/507 Insufficient Storage|quota ?exceeded|storage ?full/i, "repository-full"],
  [/no space left on device|not enough space on the disk/i, "repository-full"],
  [
    /connection (refused|timed out)|no such host|could not resolve hostname|no route to host|network is unreachable|i\/o timeout/i,
    "repository-unreachable",
  ],
  [
    /connection reset|broken pipe|server gave HTTP response|HTTP response \([45]\d\d\)/i,
    "repository-unreachable",
  ],
  [/dial tcp|unexpected EOF|TLS handshake timeout|context deadline exceeded/i, "repository-unreachable"],
  [/permission denied|operation not permitted|Access is denied/i, "access-denied"],
];

/** Of all that keeps a program from being started this alone says that it is not there, or is none. */
const MISSING = new Set<string | undefined>(["ENOENT", "EACCES"]);

export type Place = {
  repositoryKind: RepositoryKind;
  /** Folders of our own on this machine's disk. */
  ownFolders: string[];
  /** restic writes files here: a restore. */
  writesFiles: boolean;
};

/** What went wrong when restic ended by itself with anything but a good end. Whatever is not known is a failure too. */
export function classify(end: ResticEnd, place: Place): FailureCode {
  if (end.spawnError !== undefined) return MISSING.has(end.spawnError.code) ? "restic-missing" : "internal";
  if (end.signal === "SIGINT" || end.signal === "SIGTERM" || end.exitCode === 130 || end.exitCode === 143)
    return "interrupted";
  if (end.signal !== null || end.exitCode === null) return "restic-crashed";
  const byCode = BY_EXIT_CODE[end.exitCode];
  if (byCode !== undefined) return byCode;
  if (end.exitCode !== 1 && end.exitCode !== 3) return "restic-crashed";
  const words = end.words.join("\n");
  const code = BY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "internal";
  return code === "repository-full" && isOurDisk(words, place) ? "local-disk-full" : code;
}

function isOurDisk(words: string, { repositoryKind, ownFolders, writesFiles }: Place): boolean {
  const lines = words.split("\n").filter((line) => /no space left|not enough space/i.test(line));
  // Of a full disk on the other side restic speaks in so many words only for sftp.
  if (lines.length === 0 || lines.some((line) => /sftp: no space left/.test(line))) return false;
  if (writesFiles || repositoryKind !== "fs") return true;
  return lines.some((line) => ownFolders.some((folder) => line.includes(folder)));
}
