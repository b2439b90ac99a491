import { randomUUID } from "node:crypto";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnosis } from "#contract/agents";
import { MINIMUM_RESTIC } from "#contract/version";
import { localZone } from "../facts/host-identity.ts";
import type { FoundRestic } from "../restic/find-restic.ts";

type Check = Diagnosis["checks"][number];
type Deps = { findRestic: () => Promise<FoundRestic>; dataDir: string };

const LOW_BYTES = 2 * 1024 ** 3;

/** What this machine finds when it looks at itself, in one report. */
export async function* diagnose({ findRestic, dataDir }: Deps): AsyncGenerator<Diagnosis> {
  yield {
    checks: [
      resticCheck(await findRestic()),
      await writeCheck(dataDir),
      await spaceCheck(dataDir),
      { name: "Clock", status: "ok", message: `${new Date().toISOString()}, time zone ${localZone()}` },
    ],
  };
}

function resticCheck(found: FoundRestic): Check {
  const name = "restic";
  switch (found.state) {
    case "ready":
      return { name, status: "ok", message: `Version ${found.version} at ${found.path}` };
    case "too-old":
      return {
        name,
        status: "failed",
        message: `Version ${found.version} at ${found.path} is too old: no backup can run. Install ${MINIMUM_RESTIC} or newer.`,
      };
    case "missing":
      return {
        name,
        status: "failed",
        message: `restic was not found: no backup can run. Install it. Tried: ${found.tried.join(", ")}`,
      };
  }
}

async function writeCheck(dataDir: string): Promise<Check> {
  const name = "Data folder";
  const path = join(dataDir, "tmp", `check-${randomUUID()}`);
  try {
    await writeFile(path, "x");
    await rm(path);
    return { name, status: "ok", message: `${dataDir} can be written.` };
  } catch (error) {
    return {
      name,
      status: "failed",
      message: `${dataDir} cannot be written, so results may be lost at a restart: ${String(error)}`,
    };
  }
}

async function spaceCheck(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const gib = (free / 1024 ** 3).toFixed(1);
  const name = "Free space for cache and temporary files";
  return free >= LOW_BYTES
    ? { name, status: "ok", message: `${gib} GiB` }
    : {
        name,
        status: "warning",
        message: `Only ${gib} GiB: large backups may fail. Make room on this disk.`,
      };
}
