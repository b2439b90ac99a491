import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RepositoryAccess } from "#contract/repository";
import { accessToRest } from "../../agent-core/testing/backends.ts";
import { hasRestServer } from "../../agent-core/testing/config.ts";
import { backupOffer, offerOf } from "../../agent-core/testing/offers.ts";
import { accessTo } from "../../agent-core/testing/restic-session.ts";
import { startRestServer } from "../../agent-core/testing/servers/rest-server.ts";
import { type AgentStage, failureOf, makeAgentStage } from "./agent-stage.ts";

let stage: AgentStage;
beforeEach(async (context) => {
  if (process.getuid?.() !== 0) context.skip("mounting a drive needs root");
  stage = await makeAgentStage();
});
afterEach(() => stage?.clear());

test.each(["tmp", "cache"])(
  "a full disk under the folder %s is this machine's, not the repository's",
  async (folder) => {
    const access = accessTo(join(stage.workplace.dir, "repository"));
    await stage.start();
    await stage.init(access);
    stage.mountSmall(join(stage.workplace.dir, "agent", folder), 1);

    expect(failureOf(await stage.backup(access))).toBe("failure local-disk-full");
  },
);

test.each(["tmp", "cache"])(
  "a disk under the folder %s that fills up in the middle ends in no false success",
  async (folder) => {
    const access = accessTo(join(stage.workplace.dir, "repository"));
    await stage.start();
    await stage.init(access);
    const place = join(stage.workplace.dir, "agent", folder);
    stage.mountSmall(place, 200);
    // restic 0.18.0 stands still when its cache cannot be written.
    const limits = { bandwidthUpKiBps: 6_000, stallSeconds: 25 };
    const { offer } = await stage.slowBackup(access, { limits, mebibytes: 100 });
    execFileSync("sh", ["-c", 'cat /dev/zero >"$1" || true', "sh", join(place, "somebody else's")], {
      stdio: "ignore",
    });

    const ended = await stage.endOf(offer);

    // What lies in the cache is a copy, which restic may do without; of tmp it may need no more than the pack before has left.
    if (ended.outcome !== "success") expect(failureOf(ended)).toBe("failure local-disk-full");
    stage.unmount(place);
    if (ended.outcome === "success")
      expect(await restoredBy(access, ended.snapshotId ?? "")).toEqual(saved());
    // One that had to be killed leaves its lock.
    expect(["success undefined", "failure repository-locked"]).toContain(
      failureOf(await stage.check(access)),
    );
  },
);

const saved = () => readFileSync(join(stage.source, "large.bin"));

async function restoredBy({ location, credentials }: RepositoryAccess, snapshotId: string): Promise<Buffer> {
  const env = {
    RESTIC_REPOSITORY: location,
    RESTIC_PASSWORD: credentials.password,
    HOME: stage.workplace.dir,
  };
  const dump = ["dump", snapshotId, join(stage.source, "large.bin"), "--no-cache"];
  return execFileSync(await stage.restic(), dump, { env, maxBuffer: 2 ** 28 });
}

test("a drive that is pulled out while restic writes nothing ends in no false success", async () => {
  const server = stage.makeDrive();
  await stage.start();
  await stage.init(server.access);
  const locks = join(server.access.location, "locks");
  writeFileSync(join(stage.source, "large.bin"), randomBytes(2 ** 20));
  const offer = stage.begin(backupOffer(server.access, [stage.source]));
  await vi.waitUntil(() => readdirSync(locks).some((name) => !name.includes("tmp")), {
    interval: 2,
    timeout: 60_000,
  });
  const pid = stage.pidOf(offer);

  process.kill(pid, "SIGSTOP");
  await server.stop();
  process.kill(pid, "SIGCONT");

  expect(await stage.endOf(offer)).toMatchObject({ outcome: "failure" });
});

test("a full disk under the repository is the repository's, and snapshots stay readable", async () => {
  const place = join(stage.workplace.dir, "small");
  mkdirSync(place);
  stage.mountSmall(place, 16);
  const access = accessTo(join(place, "repository"));
  await stage.start();
  await stage.init(access);
  expect(await stage.backup(access)).toMatchObject({ outcome: "success" });
  writeFileSync(join(stage.source, "large.bin"), randomBytes(30 * 1024 ** 2));

  expect(failureOf(await stage.backup(access))).toBe("failure repository-full");
  expect(await stage.run(offerOf({ kind: "snapshots", repository: access, spec: {} }))).toMatchObject({
    outcome: "success",
    snapshots: [expect.anything()],
  });
});

test("a rest-server that takes no more is full", async (context) => {
  if (!hasRestServer()) context.skip("no rest-server is here");
  const server = await startRestServer(stage.workplace.dir, { maxBytes: 4 * 1024 ** 2 });
  const access = accessToRest(server);
  await stage.start();
  await stage.init(access);
  writeFileSync(join(stage.source, "large.bin"), randomBytes(30 * 1024 ** 2));
  const offer = backupOffer(access, [stage.source]);

  const ended = await stage.run({ ...offer, limits: { ...offer.limits, stallSeconds: 60 } });

  expect(failureOf(ended)).toMatch(/repository-full|stalled/);
});
