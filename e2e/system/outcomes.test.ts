import { randomUUID } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accessTo } from "../../agent-core/testing/restic-session.ts";
import { makeCertificate } from "../../agent-core/testing/servers/certificate.ts";
import { type AgentStage, failureOf, makeAgentStage } from "./agent-stage.ts";
import { holdLock } from "./hold-lock.ts";
import { type Place, places } from "./places-to-stop.ts";

let stage: AgentStage;
beforeEach(async () => {
  stage = await makeAgentStage();
});
afterEach(() => stage.clear());

describe.each(places)("on $name", ({ lacks, open }) => {
  let server: Place;
  beforeEach(async (context) => {
    if (lacks()) context.skip(lacks());
    server = await open(stage);
    await stage.start();
    expect(await stage.init(server.access)).toMatchObject({ outcome: "success" });
  });

  test("a wrong password, no repository and a missing folder are told apart", async () => {
    const { access } = server;
    const elsewhere = { ...access, location: `${access.location.replace(/\/$/, "")}/elsewhere` };
    const wrong = { ...access, credentials: { ...access.credentials, password: "wrong" } };

    expect(failureOf(await stage.backup(wrong))).toBe("failure wrong-password");
    expect(failureOf(await stage.check({ ...elsewhere, id: randomUUID() }))).toBe(
      "failure repository-missing",
    );
    expect(failureOf(await stage.backup(access, [join(stage.source, "gone")]))).toBe(
      "failure source-missing",
    );
    expect(await stage.backup(access)).toMatchObject({ outcome: "success" });
  });

  test("a lock of another program is named, and the work goes on when it is gone", async () => {
    const holder = await holdLock(stage.workplace, server.access);

    expect(failureOf(await stage.check(server.access))).toBe("failure repository-locked");
    await holder.letGo();
    expect(await stage.check(server.access)).toMatchObject({ outcome: "success" });
  });

  test.each(["SIGKILL", "SIGTERM"] as const)(
    "after a %s of restic the next backup is good, and nothing but its dead lock can stand before a check",
    async (signal) => {
      const { offer, pid } = await stage.slowBackup(server.access);

      process.kill(pid, signal);

      expect(await stage.endOf(offer)).toMatchObject({
        outcome: expect.stringMatching(/failure|interrupted/),
      });
      expect(await stage.backup(server.access)).toMatchObject({ outcome: "success" });
      // Who may take the lock away depends on what else is known of it.
      expect(["success undefined", "failure repository-locked"]).toContain(
        failureOf(await stage.check(server.access)),
      );
    },
  );

  test("a place that goes away ends the run in time and never well, and one that is back is used again", async () => {
    const { offer } = await stage.slowBackup(server.access, { limits: { stallSeconds: 15 } });
    await server.stop();
    expect(await stage.endOf(offer, 100)).toMatchObject({ outcome: "failure" });

    const away = failureOf(await stage.backup(server.access));
    await server.startAgain();
    const back = await stage.backup(server.access);

    expect(away).toMatch(/repository-(unreachable|missing)/);
    expect(back).toMatchObject({ outcome: "success" });
  });
});

describe.each(places.filter(({ name }) => name !== "a folder"))("on $name", ({ lacks, open }) => {
  test("an untrusted certificate and a wrong sign-in are found at once", async (context) => {
    if (lacks()) context.skip(lacks());
    const { access } = await open(stage);
    await stage.start();
    expect(await stage.init(access)).toMatchObject({ outcome: "success" });
    const stranger = { ...access, caCertificate: makeCertificate(stage.workplace.dir, "stranger").text };
    const wrong = { backendPassword: "wrong", accessKeyId: "NOBODY" };
    const startedAt = performance.now();

    expect(failureOf(await stage.backup(stranger))).toBe("failure tls-untrusted");
    expect(
      failureOf(await stage.backup({ ...access, credentials: { ...access.credentials, ...wrong } })),
    ).toBe("failure access-denied");
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  });
});

test("an unreadable file is a warning, and the backup exists without it", async (context) => {
  if (process.getuid?.() !== 0) context.skip("taking root's rights away from restic needs root");
  const program = join(stage.workplace.dir, "restic-without-rights");
  const drop = "-dac_override,-dac_read_search";
  writeFileSync(
    program,
    `#!/bin/sh\nexec setpriv --bounding-set=${drop} --inh-caps=${drop} -- ${await stage.restic()} "$@"\n`,
  );
  chmodSync(program, 0o755);
  writeFileSync(join(stage.source, "secret.txt"), "hidden");
  chmodSync(join(stage.source, "secret.txt"), 0o000);
  await stage.start(program);
  const access = accessTo(join(stage.workplace.dir, "repository"));
  await stage.init(access);

  expect(await stage.backup(access)).toMatchObject({
    outcome: "warning",
    items: [{ path: join(stage.source, "secret.txt") }],
  });
});
