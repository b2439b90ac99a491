import { statfsSync } from "node:fs";
import { DomainError } from "../http/errors.ts";

/** As Linux numbers them in statfs(2). */
const NETWORK: Record<number, string> = {
  [0x6969]: "NFS",
  [0xff534d42]: "CIFS",
  [0x517b]: "SMB",
  [0xfe534d42]: "SMB",
  [0x01021997]: "9p",
};
const LITTLE_BYTES = 1024 ** 3;

/** SQLite's locks and its write-ahead log cannot be relied on there: two cores, or a cut connection, would damage the database. */
export function refuseNetworkPlace(dataDir: string, readType = fileSystemType): void {
  const name = dataDir.startsWith("\\\\") ? "a network share" : NETWORK[readType(dataDir)];
  if (name === undefined) return;
  throw new DomainError(
    "wrong-state",
    `The data folder ${dataDir} is on a network file system (${name}). A database is not safe there, so Holdfast does not start. ` +
      "Choose a folder on a disk of this computer with --data-dir; backups themselves may go to the network.",
  );
}

/** Undefined where there is enough. */
export function littleSpaceLeft(dataDir: string): number | undefined {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < LITTLE_BYTES ? bavail * bsize : undefined;
}

function fileSystemType(dataDir: string): number {
  return process.platform === "linux" ? statfsSync(dataDir).type >>> 0 : 0;
}
