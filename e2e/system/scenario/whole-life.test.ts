import { execFileSync } from "node:child_process";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getAgent } from "#contract/agents";
import { getLan } from "#contract/lan";
import { assignPolicy } from "#contract/policies";
import { getRun } from "#contract/runs";
import { listSnapshots } from "#contract/snapshots";
import { hasRestServer, hasSshd } from "../../../agent-core/testing/config.ts";
import { startRestServer, USER } from "../../../agent-core/testing/servers/rest-server.ts";
import { BUCKET, KEYS, startS3 } from "../../../agent-core/testing/servers/s3.ts";
import { startSftp } from "../../../agent-core/testing/servers/sftp.ts";
import { holdfast } from "../../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, openBrowser } from "../../browser.ts";
import { startWholeCore, until, type WholeCore } from "../../whole-core.ts";
import {
  doThere,
  joinOffice,
  loseMachine,
  type Machine,
  newMachine,
  protectThere,
  restoreThere,
  runOf,
} from "./machines.ts";
import { createReport } from "./report.ts";

const password = "open sesame";
const { step, rows } = createReport("The life of a small office", "out/scenarios/whole-life.md");

/** docs/test-scenarios.md tells it in words. */
test("an office with three machines and three kinds of places, from the installation to the loss of everything", async (context) => {
  if (!hasRestServer() || !hasSshd())
    context.skip("rest-server or sshd is not here; npm run test:system brings both");
  const place = newMachine();
  let office = await step("install the orchestrator", () => startWholeCore(place, "--lan", "127.0.0.1:0"));
  const [server, laptop, desk] = await step("enrol three machines by code", async () => [
    await joinOffice(office, "127.0.0.2", "server"),
    await joinOffice(office, "127.0.0.3", "laptop"),
    await joinOffice(office, "127.0.0.4", "desk"),
  ]);

  const places = await step("a policy and a repository for each", async () => ({
    nas: await protectThere(office, server, await restServer(place.folder)),
    bucket: await protectThere(office, laptop, await s3(place.folder)),
    files: await protectThere(office, desk, await sftp(place.folder)),
  }));
  const backUp = ({ policyId }: { policyId: string }, { agentId }: Machine) =>
    doThere(office, { kind: "backup", policyId, agentId });
  const [ofServer, ofLaptop, ofDesk] = await step("back all of them up", async () => {
    const ended = [
      await backUp(places.nas, server),
      await backUp(places.bucket, laptop),
      await backUp(places.files, desk),
    ];
    expect(ended.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
    return await Promise.all(ended.map((task) => runOf(office, task)));
  });

  await step("a folder is gone: the run fails and says so", async () => {
    renameSync(laptop.source, `${laptop.source} elsewhere`);
    const run = await runOf(office, await backUp(places.bucket, laptop));
    expect(run).toMatchObject({ status: "failure", failure: { code: "source-missing" } });
  });
  await step("it is mended, and backed up again", async () => {
    renameSync(`${laptop.source} elsewhere`, laptop.source);
    expect(await backUp(places.bucket, laptop)).toMatchObject({ status: "succeeded" });
  });
  await step("the browser shows every machine", () => seeMachines(office, 4));

  await step("prune and check the rest-server", async () => {
    writeFileSync(join(server.source, "later.txt"), "later\n");
    expect(await backUp(places.nas, server)).toMatchObject({ status: "succeeded" });
    // In a place for many each machine has a repository of its own.
    const { repositoryId } = orThrow(ofServer);
    const pruned = await doThere(office, { kind: "prune", repositoryId, confirm: true });
    expect(pruned).toMatchObject({ status: "succeeded" });
    expect(await doThere(office, { kind: "check", repositoryId })).toMatchObject({ status: "succeeded" });
    const { items } = await office.call(listSnapshots, { params: { id: repositoryId }, query: {} });
    expect(items.map(({ id }) => id)).not.toContain(ofServer?.snapshotId);
  });
  await step("restore to the machine that it came from", async () => {
    const target = join(laptop.place.folder, "back");
    expect(await restoreThere(office, laptop, orThrow(ofLaptop), target)).toMatchObject({
      status: "succeeded",
    });
    execFileSync("diff", ["-r", laptop.copy, join(target, laptop.source)]);
  });
  await step("a machine is lost, and a new one gets its files", async () => {
    await loseMachine(desk);
    const newDesk = await joinOffice(office, "127.0.0.5", "desk");
    await office.call(assignPolicy, { params: { id: places.files.policyId, agentId: newDesk.agentId } });
    const target = join(newDesk.place.folder, "back");
    expect(await restoreThere(office, newDesk, orThrow(ofDesk), target)).toMatchObject({
      status: "succeeded",
    });
    execFileSync("diff", ["-r", desk.copy, join(target, desk.source)]);
  });
  office = await step("the orchestrator is lost, and comes back from its kit", () =>
    recover(office, place, laptop),
  );
  const earlier = await step("the old machines go on", async () => {
    const ended = await backUp(places.bucket, laptop);
    expect(ended).toMatchObject({ status: "succeeded" });
    expect(await backUp(places.nas, server)).toMatchObject({ status: "succeeded" });
    return await runOf(office, ended);
  });
  office = await step("the orchestrator moves to another computer", () => move(office, place, laptop));
  await step("the machines come after it, and go on there", async () => {
    expect(await backUp(places.bucket, laptop)).toMatchObject({ status: "succeeded" });
    expect((await office.call(getRun, { params: { id: earlier.id } })).status).toBe("success");
  });
  for (const row of rows) void context.annotate(row);
}, 900_000);

function orThrow<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("there is none");
  return value;
}

async function restServer(folder: string) {
  const adding = await startRestServer(folder, { tls: true, appendOnly: true });
  const deleting = await startRestServer(folder, { tls: true });
  return {
    ...({ kind: "rest-server", name: "NAS", url: adding.url, password } as const),
    caCertificate: adding.certificate,
    credentials: { writer: USER, maintainer: { ...USER, url: deleting.url } },
  };
}

async function s3(folder: string) {
  const { endpoint, certificate } = await startS3(folder);
  return {
    ...({ kind: "s3", name: "Bucket", endpoint, bucket: BUCKET, bucketLookup: "path", password } as const),
    ...{ prefix: "laptop", caCertificate: certificate, credentials: KEYS },
  };
}

async function sftp(folder: string) {
  const { host, port, user, folder: files, hostKey, privateKey } = await startSftp(folder);
  return {
    ...({ kind: "sftp", name: "Files", host, port, user, hostKey, password } as const),
    ...{ path: join(files, "desk"), credentials: { privateKey } },
  };
}

async function seeMachines({ url, token }: WholeCore, count: number): Promise<void> {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.request.post(`${url}/api/v1/session`, { data: { localToken: token } });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${url}/agents`);
  await page.getByRole("row").nth(count).waitFor();
  expect(await page.getByRole("row").count()).toBe(count + 1);
  expect(complaints).toEqual([]);
}

async function recover(office: WholeCore, place: Machine["place"], machine: Machine): Promise<WholeCore> {
  const saved = await holdfast(place, "kit", "save", join(place.folder, "kit.json"), "--json");
  const { path: kit, recoveryCode } = JSON.parse(saved.stdout) as { path: string; recoveryCode: string };
  const { port } = new URL((await office.call(getLan, {})).addresses[0] ?? "");
  await office.kill();
  rmSync(join(place.folder, "data"), { recursive: true });
  rmSync(join(place.folder, "config"), { recursive: true });

  return await startFromKit(place, [kit], { recoveryCode, listen: `127.0.0.1:${port}` }, machine);
}

/** The old one stays on and sends the machines after the new one. */
async function move(office: WholeCore, place: Machine["place"], machine: Machine): Promise<WholeCore> {
  const listen = `127.0.0.6:${new URL((await office.call(getLan, {})).addresses[0] ?? "").port}`;
  const moved = await holdfast(place, "move", listen, "--yes", "--to", place.folder, "--json");
  expect(moved, moved.stderr).toMatchObject({ code: 0 });
  const { kit = "", state = "", recoveryCode = "" } = JSON.parse(moved.stdout) as Record<string, string>;
  return await startFromKit(newMachine(), [kit, "--state", state], { recoveryCode, listen }, machine);
}

async function startFromKit(
  place: Machine["place"],
  args: string[],
  { recoveryCode, listen }: { recoveryCode: string; listen: string },
  { agentId }: Machine,
): Promise<WholeCore> {
  const codeFile = join(place.folder, "paper");
  writeFileSync(codeFile, recoveryCode);
  const { code, stderr } = await holdfast(place, "recover", ...args, "--code-file", codeFile);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const core = await startWholeCore(place, "--lan", listen);
  await until(
    () => core.call(getAgent, { params: { id: agentId } }),
    ({ reachability }) => reachability === "online",
    { seconds: 120, what: "the return of a machine" },
  );
  return core;
}
