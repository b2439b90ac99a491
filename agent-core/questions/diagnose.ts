import { randomUUID } from "node:crypto";
import { readdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Diagnosis } from "#contract/agents";
import { MINIMUM_RESTIC } from "#contract/version";
import { localZone } from "../facts/local-zone.ts";
import { accountName } from "../facts/own-account.ts";
import type { Journal } from "../journal/journal.ts";
import type { FoundRestic } from "../restic/find-restic.ts";
import { readRules } from "../rules/agent-rules.ts";

type Check = Diagnosis["checks"][number];
type Deps = {
  findRestic: () => Promise<FoundRestic>;
  dataDir: string;
  journal: Journal;
  rulesFile: string;
  clockOffsetMs: () => number | undefined;
};

const LOW_BYTES = 2 * 1024 ** 3;

/** What this machine finds when it looks at itself, in one report. */
export async function* diagnose(deps: Deps): AsyncGenerator<Diagnosis> {
  const { findRestic, dataDir } = deps;
  yield {
    checks: [
      resticCheck(await findRestic()),
      await writeCheck(dataDir),
      await spaceCheck(dataDir),
      clockCheck(deps.clockOffsetMs()),
      await permissionCheck(dataDir),
      await rulesCheck(deps.rulesFile),
      await deliveryCheck(deps.journal),
    ],
  };
}

const MOST_OFFSET_MS = 120_000;

function clockCheck(offsetMs: number | undefined): Check {
  const name = "Clock";
  const here = `${new Date().toISOString()}, time zone ${localZone()}`;
  if (offsetMs === undefined) return { name, status: "ok", message: `${here}; not compared yet` };
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  const message = `${here}; ${seconds} s ${offsetMs < 0 ? "behind" : "ahead of"} the orchestrator`;
  if (Math.abs(offsetMs) <= MOST_OFFSET_MS) return { name, status: "ok", message };
  return {
    name,
    status: "warning",
    message: `${message}. Set the clock: beyond 5 minutes nothing is pruned or unlocked from here.`,
  };
}

/** Only a private data folder keeps the journal and the local token to their owner; on macOS a folder that only Full Disk Access opens is tried too. */
async function permissionCheck(dataDir: string): Promise<Check> {
  const name = "Permissions";
  const account = accountName();
  if (process.platform === "darwin" && (await isRefused(join(homedir(), "Library", "Safari"))))
    return {
      name,
      status: "warning",
      message: `Runs as ${account}, without Full Disk Access: mail, Safari and the like cannot be backed up. Allow it in System Settings, Privacy.`,
    };
  const { mode } = await stat(dataDir);
  if (process.platform !== "win32" && (mode & 0o077) !== 0)
    return {
      name,
      status: "warning",
      message: `${dataDir} can be read by other accounts. Take that away: chmod 700 ${dataDir}`,
    };
  return { name, status: "ok", message: `Runs as ${account}; ${dataDir} is for this account only.` };
}

async function isRefused(folder: string): Promise<boolean> {
  return await readdir(folder).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === "EPERM" || error.code === "EACCES",
  );
}

async function rulesCheck(file: string): Promise<Check> {
  const name = "Local rules";
  const read = await readRules(file);
  if ("refusal" in read)
    return {
      name,
      status: "failed",
      message: `${read.refusal} Until that is mended this machine does nothing.`,
    };
  const { allowedKinds, repositories, restoreRoots, neverRead, hookFolder } = read.rules;
  const said = [
    allowedKinds && `kinds ${allowedKinds.join(", ")}`,
    repositories && `${repositories.length} pinned repositories`,
    restoreRoots && `restores below ${restoreRoots.join(", ")}`,
    neverRead.length > 0 && `never reads ${neverRead.join(", ")}`,
    hookFolder && `scripts from ${hookFolder}`,
  ].filter((part) => typeof part === "string");
  return {
    name,
    status: "ok",
    message: said.length === 0 ? "None; nothing is forbidden." : `${said.join("; ")}.`,
  };
}

async function deliveryCheck(journal: Journal): Promise<Check> {
  const name = "Results to deliver";
  const waiting = (await journal.readAll()).filter(({ result }) => result !== undefined).length;
  const aside = await journal.asideCount();
  if (waiting + aside === 0) return { name, status: "ok", message: "None is waiting." };
  const said = [
    ...(waiting > 0 ? [`${waiting} wait until the orchestrator takes them.`] : []),
    ...(aside > 0
      ? [
          `${aside} were not taken as they were; they are kept in journal/refused of the data folder. Look at them, then delete them.`,
        ]
      : []),
  ];
  return { name, status: "warning", message: said.join(" ") };
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
