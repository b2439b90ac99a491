import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunReport } from "#contract/outcome";
import type { RepositoryAccess } from "#contract/repository";
import type { TaskOffer } from "#contract/task";
import { type RunningAgent, startAgent } from "../../agent-core/start.ts";
import { accessToRest, accessToS3 } from "../../agent-core/testing/backends.ts";
import { hasRestServer } from "../../agent-core/testing/config.ts";
import { backupOffer, offerOf } from "../../agent-core/testing/offers.ts";
import {
  accessTo,
  makeWorkplace,
  realRestic,
  type Workplace,
} from "../../agent-core/testing/restic-session.ts";
import { makeCertificate } from "../../agent-core/testing/servers/certificate.ts";
import { startRestServer } from "../../agent-core/testing/servers/rest-server.ts";
import { startS3 } from "../../agent-core/testing/servers/s3.ts";
import { silentLog } from "../../agent-core/testing/silent-log.ts";
import {
  type SmallOrchestrator,
  startSmallOrchestrator,
} from "../../agent-core/testing/small-orchestrator.ts";
import { until } from "../whole-core.ts";
import { holdLock } from "./hold-lock.ts";

type Server = { access: RepositoryAccess; stop(): Promise<void>; startAgain(): Promise<unknown> };
const kinds: Record<string, (folder: string) => Promise<Server>> = {
  "a folder": async (folder) => {
    const path = join(folder, "repository");
    const away = `${path}-away`;
    const move = async (from: string, to: string) => void execFileSync("mv", [from, to]);
    return { access: accessTo(path), stop: () => move(path, away), startAgain: () => move(away, path) };
  },
  "a rest-server": async (folder) => {
    const server = await startRestServer(folder, { tls: true });
    const port = Number(new URL(server.url).port);
    const startAgain = () => startRestServer(folder, { tls: true, port });
    return { access: accessToRest(server), stop: server.stop, startAgain };
  },
  S3: async (folder) => {
    const server = await startS3(folder);
    const startAgain = () => startS3(folder, Number(new URL(server.endpoint).port));
    return { access: accessToS3(server), stop: server.stop, startAgain };
  },
};

let workplace: Workplace;
let orchestrator: SmallOrchestrator;
let agent: RunningAgent;
let source: string;
const mounted: string[] = [];

beforeEach(async () => {
  workplace = await makeWorkplace();
  orchestrator = await startSmallOrchestrator();
  source = join(workplace.dir, "source");
  mkdirSync(source);
  writeFileSync(join(source, "a.txt"), "alpha");
});
afterEach(async () => {
  await agent?.stop();
  await orchestrator.stop();
  for (const folder of mounted.splice(0)) execFileSync("umount", ["--lazy", folder]);
  rmSync(workplace.dir, { recursive: true, force: true });
});

async function start(program?: string): Promise<void> {
  agent = await startAgent({
    dataDir: join(workplace.dir, "agent"),
    connection: orchestrator.connection,
    enrolmentCode: async () => "code",
    appVersion: "0.1.0",
    resticCandidates: [program ?? (await realRestic(workplace))],
    log: silentLog,
    pollWaitSeconds: 1,
  });
}

async function endOf({ taskId }: TaskOffer, seconds = 120): Promise<RunReport> {
  const ended = await until(
    async () => orchestrator.seen.results.find((result) => result.taskId === taskId),
    (result) => result !== undefined,
    { seconds, what: "the end of the task" },
  );
  if (ended === undefined) throw new Error("no result");
  return ended;
}

function begin(offer: TaskOffer): TaskOffer {
  orchestrator.give({ tasks: [offer] });
  return offer;
}

const run = (offer: TaskOffer, seconds?: number) => endOf(begin(offer), seconds);
const backup = (to: RepositoryAccess, include = [source]) => run(backupOffer(to, include));
const init = (repository: RepositoryAccess) => run(offerOf({ kind: "init", repository, spec: {} }));
const check = (repository: RepositoryAccess) =>
  run(offerOf({ kind: "check", repository, spec: { lockWaitSeconds: 0 } }));
const failureOf = ({ outcome, failure }: RunReport) => `${outcome} ${failure?.code}`;

/** A backup that takes a while, and the restic that does it. */
async function slowBackup(to: RepositoryAccess, limits: Partial<TaskOffer["limits"]> = {}) {
  writeFileSync(join(source, "large.bin"), randomBytes(24 * 1024 ** 2));
  const offer = backupOffer(to, [source]);
  begin({ ...offer, limits: { ...offer.limits, bandwidthUpKiBps: 1_500, ...limits } });
  await until(
    async () => orchestrator.seen.progress.some(({ bytesDone }) => bytesDone > 2 * 1024 ** 2),
    (isUnderWay) => isUnderWay,
    { what: "the progress of a backup" },
  );
  const journal = join(workplace.dir, "agent", "journal");
  const entry = readdirSync(journal).find((name) => name.includes(offer.taskId)) ?? "";
  const { process: restic } = JSON.parse(readFileSync(join(journal, entry), "utf8")) as {
    process: { pid: number };
  };
  return { offer, pid: restic.pid };
}

describe.each(Object.entries(kinds))("on %s", (name, open) => {
  let server: Server;
  beforeEach(async (context) => {
    if (name === "a rest-server" && !hasRestServer()) context.skip("no rest-server is here");
    server = await open(workplace.dir);
    await start();
    expect(await init(server.access)).toMatchObject({ outcome: "success" });
  });

  test("a wrong password, no repository and a missing folder are told apart", async () => {
    const { access } = server;
    const elsewhere = { ...access, location: `${access.location.replace(/\/$/, "")}/elsewhere` };
    const wrong = { ...access, credentials: { ...access.credentials, password: "wrong" } };

    expect(failureOf(await backup(wrong))).toBe("failure wrong-password");
    expect(failureOf(await check({ ...elsewhere, id: randomUUID() }))).toBe("failure repository-missing");
    expect(failureOf(await backup(access, [join(source, "gone")]))).toBe("failure source-missing");
    expect(await backup(access)).toMatchObject({ outcome: "success" });
  });

  test("a lock of another program is named, and the work goes on when it is gone", async () => {
    const holder = await holdLock(workplace, server.access);

    expect(failureOf(await check(server.access))).toBe("failure repository-locked");
    await holder.letGo();
    expect(await check(server.access)).toMatchObject({ outcome: "success" });
  });

  test.each(["SIGKILL", "SIGTERM"] as const)(
    "after a %s of restic the next backup is good, and nothing but its dead lock can stand before a check",
    async (signal) => {
      const { offer, pid } = await slowBackup(server.access);

      process.kill(pid, signal);

      expect(await endOf(offer)).toMatchObject({ outcome: expect.stringMatching(/failure|interrupted/) });
      expect(await backup(server.access)).toMatchObject({ outcome: "success" });
      // Who may take the lock away depends on what else is known of it.
      expect(["success undefined", "failure repository-locked"]).toContain(
        failureOf(await check(server.access)),
      );
    },
  );

  test("a restic that is suspended for more than a minute ends well", async () => {
    const { offer, pid } = await slowBackup(server.access);

    process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 70_000));
    process.kill(pid, "SIGCONT");

    expect(await endOf(offer)).toMatchObject({ outcome: "success" });
  });

  test("a server that goes away ends the run in time, and one that is back is used again", async (context) => {
    if (name === "a folder") context.skip("a folder is no server; restic would make it again");
    const { offer } = await slowBackup(server.access, { stallSeconds: 15 });
    await server.stop();
    expect(await endOf(offer, 100)).toMatchObject({ outcome: "failure" });

    const away = failureOf(await backup(server.access));
    await server.startAgain();
    const back = await backup(server.access);

    expect(away).toMatch(/repository-(unreachable|missing)/);
    expect(back).toMatchObject({ outcome: "success" });
  });
});

describe.each(["a rest-server", "S3"])("on %s", (name) => {
  test("an untrusted certificate and a wrong sign-in are found at once", async (context) => {
    if (name === "a rest-server" && !hasRestServer()) context.skip("no rest-server is here");
    const { access } = await (kinds[name] as (folder: string) => Promise<Server>)(workplace.dir);
    await start();
    expect(await init(access)).toMatchObject({ outcome: "success" });
    const stranger = { ...access, caCertificate: makeCertificate(workplace.dir, "stranger").text };
    const wrong = { backendPassword: "wrong", accessKeyId: "NOBODY" };
    const startedAt = performance.now();

    expect(failureOf(await backup(stranger))).toBe("failure tls-untrusted");
    expect(failureOf(await backup({ ...access, credentials: { ...access.credentials, ...wrong } }))).toBe(
      "failure access-denied",
    );
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  });
});

test("an unreadable file is a warning, and the backup exists without it", async (context) => {
  if (process.getuid?.() !== 0) context.skip("taking root's rights away from restic needs root");
  const program = join(workplace.dir, "restic-without-rights");
  const drop = "-dac_override,-dac_read_search";
  writeFileSync(
    program,
    `#!/bin/sh\nexec setpriv --bounding-set=${drop} --inh-caps=${drop} -- ${await realRestic(workplace)} "$@"\n`,
  );
  chmodSync(program, 0o755);
  writeFileSync(join(source, "secret.txt"), "hidden");
  chmodSync(join(source, "secret.txt"), 0o000);
  await start(program);
  const access = accessTo(join(workplace.dir, "repository"));
  await init(access);

  expect(await backup(access)).toMatchObject({
    outcome: "warning",
    items: [{ path: join(source, "secret.txt") }],
  });
});

test.each(["tmp", "cache"])(
  "a full disk under the folder %s is this machine's, not the repository's",
  async (folder) => {
    const access = accessTo(join(workplace.dir, "repository"));
    await start();
    await init(access);
    mountSmall(join(workplace.dir, "agent", folder), 1);

    expect(failureOf(await backup(access))).toBe("failure local-disk-full");
  },
);

test("a full disk under the repository is the repository's, and snapshots stay readable", async () => {
  const place = join(workplace.dir, "small");
  mkdirSync(place);
  mountSmall(place, 16);
  const access = accessTo(join(place, "repository"));
  await start();
  await init(access);
  expect(await backup(access)).toMatchObject({ outcome: "success" });
  writeFileSync(join(source, "large.bin"), randomBytes(30 * 1024 ** 2));

  expect(failureOf(await backup(access))).toBe("failure repository-full");
  expect(await run(offerOf({ kind: "snapshots", repository: access, spec: {} }))).toMatchObject({
    outcome: "success",
    snapshots: [expect.anything()],
  });
});

test("a rest-server that takes no more is full", async (context) => {
  if (!hasRestServer()) context.skip("no rest-server is here");
  const server = await startRestServer(workplace.dir, { maxBytes: 4 * 1024 ** 2 });
  const access = accessToRest(server);
  await start();
  await init(access);
  writeFileSync(join(source, "large.bin"), randomBytes(30 * 1024 ** 2));
  const offer = backupOffer(access, [source]);

  const ended = await run({ ...offer, limits: { ...offer.limits, stallSeconds: 60 } });

  expect(failureOf(ended)).toMatch(/repository-full|stalled/);
});

function mountSmall(folder: string, mebibytes: number): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "none", folder]);
  mounted.push(folder);
}
