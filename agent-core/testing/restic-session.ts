import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RepositoryAccess } from "#contract/repository";
import { inheritedEnvironment } from "../config.ts";
import { workFoldersOf } from "../restic/environment.ts";
import { findRestic } from "../restic/find-restic.ts";
import { openRestic, type ResticSession } from "../restic/open-restic.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { resticCandidates } from "./config.ts";

export const PASSWORD = "correct horse battery";

/** A temporary folder with what a restic needs, by a name such as people give. */
export async function makeWorkplace() {
  const dir = await mkdtemp(join(tmpdir(), "holdfast,agent-"));
  const folders = workFoldersOf(join(dir, "agent"));
  await mkdir(folders.tmpDir, { recursive: true, mode: 0o700 });
  await mkdir(folders.cacheDir, { recursive: true });
  const inherited = inheritedEnvironment();
  return { dir, folders, inherited };
}
export type Workplace = Awaited<ReturnType<typeof makeWorkplace>>;

export async function realRestic({ inherited, folders }: Workplace): Promise<string> {
  const found = await findRestic({ inherited, folders }, resticCandidates());
  if (found.state !== "ready")
    throw new Error("These tests need restic 0.17.1 or newer: set HOLDFAST_RESTIC, or put it on PATH.");
  return found.path;
}

export function accessTo(location: string, password = PASSWORD): RepositoryAccess {
  return {
    id: "019ab000-0000-7000-8000-000000000001",
    kind: location.startsWith("rest:") ? "rest-server" : "fs",
    location,
    credentials: { password },
  };
}

export async function openSession(
  workplace: Workplace,
  program: string,
  session: Partial<ResticSession> = {},
  openingMs?: number,
) {
  return await openRestic(
    {
      program,
      inherited: workplace.inherited,
      folders: workplace.folders,
      ...(openingMs ? { openingMs } : {}),
    },
    { repository: accessTo(join(workplace.dir, "repository")), stop: createStopSwitch(), ...session },
  );
}
