import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { ProbeStep, Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { probe } from "../questions/probe.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { runRestore } from "../tasks/restore.ts";
import { accessToS3, accessToSftp } from "../testing/backends.ts";
import { hasSshd } from "../testing/config.ts";
import { offerOf, restoreSpecOf } from "../testing/offers.ts";
import { makeWorkplace, realRestic, type Workplace } from "../testing/restic-session.ts";
import { makeCertificate } from "../testing/servers/certificate.ts";
import { startS3 } from "../testing/servers/s3.ts";
import { startSftp } from "../testing/servers/sftp.ts";
import { makeStage, makeTemplate } from "../testing/stage.ts";

let workplace: Workplace;
let template: Awaited<ReturnType<typeof makeTemplate>>;
beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => rm(template.dir, { recursive: true }));
beforeEach(async () => {
  workplace = await makeWorkplace();
});

async function stepsOf(
  repository: RepositoryAccess,
): Promise<Record<string, Omit<ProbeStep, "step" | "ms">>> {
  const program = await realRestic(workplace);
  const findRestic = async () => ({ state: "ready", path: program, version: "0.18.0" }) as const;
  const question: Question = {
    questionId: repository.id,
    kind: "probe",
    args: {},
    repository,
    deadlineMs: 60_000,
  };
  const { inherited, folders } = workplace;
  const steps: Record<string, Omit<ProbeStep, "step" | "ms">> = {};
  for await (const { step, ms: _, ...found } of probe(
    { findRestic, inherited, folders },
    question,
    createStopSwitch(),
  ))
    steps[step] = found;
  return steps;
}

/** From an empty place to a file that came back, with the test of the connection before and after. */
async function goesThereAndComesBack(repository: RepositoryAccess): Promise<ProbeStep["appendOnly"]> {
  const stage = await makeStage(template);
  onTestFinished(() => stage.clear());
  const before = await stepsOf(repository);
  expect(Object.values(before).filter(({ status }) => status === "failed")).toEqual([]);
  expect(before["repository"]?.message).toContain("will be created");

  expect(await stage.init(repository)).toMatchObject({
    outcome: "success",
    summary: { repositoryCreated: true },
  });
  const saved = await stage.backup([stage.source], {}, repository);
  expect(saved).toMatchObject({ outcome: "success" });
  const target = join(stage.dir, "back");
  await mkdir(target);
  const spec = restoreSpecOf(saved.snapshotId ?? "", { target });
  expect(await stage.perform(runRestore, offerOf({ kind: "restore", repository, spec }))).toMatchObject({
    outcome: "success",
  });
  expect(await readFile(join(target, stage.source, "a.txt"), "utf8")).toBe("alpha");

  const after = await stepsOf(repository);
  expect(Object.values(after).filter(({ status }) => status !== "ok")).toEqual([]);
  expect(await readdir(workplace.folders.tmpDir)).toEqual([]);
  return after["write"]?.appendOnly;
}

test("S3 over TLS takes a backup and gives it back, and its keys may delete", {
  timeout: 60_000,
}, async () => {
  const server = await startS3(workplace.dir);

  expect(await goesThereAndComesBack(accessToS3(server, "a folder/desk"))).toBe(false);
});

test("an sftp server takes a backup and gives it back, signed in to by key", {
  timeout: 60_000,
}, async (context) => {
  if (!hasSshd()) context.skip("no sshd is here; npm test brings one, or name it with HOLDFAST_SSHD");
  const server = await startSftp(workplace.dir);

  await goesThereAndComesBack(accessToSftp(server, "a folder/desk"));
});

test("an sftp server whose key nobody saved, or another one, is not talked to, and shows its key", async (context) => {
  if (!hasSshd()) context.skip("no sshd is here; npm test brings one, or name it with HOLDFAST_SSHD");
  const server = await startSftp(workplace.dir);
  const { hostKey, ...unpinned } = accessToSftp(server);
  const other = { ...unpinned, hostKey: `ssh-ed25519 ${"A".repeat(68)}` };

  for (const repository of [unpinned, other]) {
    const { tls, "sign-in": signIn } = await stepsOf(repository);
    expect(tls).toMatchObject({ status: "failed", code: "tls-untrusted" });
    expect(tls?.hostKey).toContain(hostKey?.split(" ")[1]);
    expect(signIn?.status).toBe("skipped");
  }
});

test("a stranger's key, wrong S3 keys and an untrusted certificate each fail at their own step", async (context) => {
  const s3 = await startS3(workplace.dir);
  const wrongKeys = accessToS3(s3);
  wrongKeys.credentials.accessKeyId = "NOBODY";
  const otherCa = { ...accessToS3(s3), caCertificate: makeCertificate(workplace.dir, "other").text };

  expect((await stepsOf(wrongKeys))["sign-in"]).toMatchObject({ status: "failed", code: "access-denied" });
  expect((await stepsOf(otherCa))["tls"]).toMatchObject({ status: "failed", code: "tls-untrusted" });
  if (!hasSshd()) context.skip("no sshd is here; npm test brings one, or name it with HOLDFAST_SSHD");
  const server = await startSftp(workplace.dir);
  const stranger = accessToSftp(server);
  stranger.credentials.privateKey = server.strangersKey;
  expect((await stepsOf(stranger))["sign-in"]).toMatchObject({ status: "failed", code: "access-denied" });
});

afterEach(() => rm(workplace.dir, { recursive: true }));
