import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { listAgents } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { setLan } from "#contract/lan";
import { getUpstream, joinUpstream } from "#contract/upstream";
import { startImpostor } from "./impostor-for-tests.ts";
import { joinOnce } from "./join-once.ts";
import { log, type Machine, startMachine, startUpstream } from "./machines-for-tests.ts";

const codeOf = async ({ admin }: Machine, expiresInSeconds = 900) =>
  (await admin(createEnrolment, { body: { expiresInSeconds } })).joinCode;
const join_ = ({ admin }: Machine, joinCode: string) => admin(joinUpstream, { body: { joinCode } });

test("a machine joins over TLS, and a used code lets no second one in", async () => {
  const upstream = await startUpstream();
  const [first, second] = [await startMachine(), await startMachine()];
  const joinCode = await codeOf(upstream);

  expect(await join_(first, joinCode)).toMatchObject({ state: "connected" });
  await expect(join_(second, joinCode)).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: "joinCode", message: expect.stringMatching(/used up/) }] },
  });
  expect(await second.admin(getUpstream, {})).toMatchObject({ state: "none" });
});

test("of two machines that race for one code one follows, and the other follows nobody", async () => {
  const upstream = await startUpstream();
  const machines = [await startMachine(), await startMachine()];
  const joinCode = await codeOf(upstream);

  const race = await Promise.allSettled(machines.map((machine) => join_(machine, joinCode)));

  expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const states = await Promise.all(machines.map(({ admin }) => admin(getUpstream, {})));
  expect(states.map(({ state }) => state).sort()).toEqual(["connected", "none"]);
});

test("a machine is also looked for at the address that its installer was given", async () => {
  const upstream = await startUpstream();
  const machine = await startMachine();
  const [address = ""] = upstream.lan.addresses;
  await upstream.admin(setLan, { body: { enabled: true, addresses: ["https://127.0.0.1:9"] } });
  const joinCode = await codeOf(upstream);

  await expect(machine.orchestrator.follow({ joinCode })).rejects.toThrow();
  await machine.orchestrator.follow({ joinCode, address });

  expect(await machine.admin(getUpstream, {})).toMatchObject({ state: "connected" });
});

test("an expired code lets nobody in", async () => {
  const upstream = await startUpstream();
  const machine = await startMachine();
  const joinCode = await codeOf(upstream, 60);
  upstream.clock.ms += 61_000;

  await expect(join_(machine, joinCode)).rejects.toMatchObject({ problem: { status: 422 } });
});

test("somebody in the middle with another authority gets nothing, and the machine says so", async () => {
  const upstream = await startUpstream();
  const machine = await startMachine();
  const impostor = await startImpostor(upstream.lan.certificate ?? "");
  onTestFinished(impostor.close);
  await upstream.admin(setLan, { body: { enabled: true, addresses: [impostor.url] } });

  await expect(join_(machine, await codeOf(upstream))).rejects.toMatchObject({
    problem: {
      code: "not-your-orchestrator",
      detail: expect.stringMatching(/^This is not your orchestrator/),
    },
  });

  expect(await impostor.caught()).toMatchObject({ bytes: 0 });
  expect(await machine.admin(getUpstream, {})).toMatchObject({ state: "none" });
});

test("a code that was made while nobody could come in, and one of this computer itself, are refused", async () => {
  const [closed, upstream] = [await startMachine(), await startUpstream()];

  await expect(join_(upstream, await codeOf(closed))).rejects.toThrow(/switch orchestrator mode on there/);
  await expect(join_(upstream, await codeOf(upstream))).rejects.toThrow(/of this computer itself/);
});

test("a provision.json lets a computer join without a person, once, and loses its code", async () => {
  const upstream = await startUpstream();
  const machine = await startMachine();
  const file = join(machine.dataDir, "provision.json");
  writeFileSync(file, JSON.stringify({ joinCode: await codeOf(upstream), labels: ["office"] }));
  const provision = { joinCode: undefined, joinCodeFile: undefined, files: [file] };

  const joining = joinOnce(machine.orchestrator, { provision, dataDir: machine.dataDir }, log);
  onTestFinished(joining.stop);

  await vi.waitFor(() => expect(readFileSync(file, "utf8")).not.toContain("joinCode"), { timeout: 15_000 });
  const { items } = await upstream.admin(listAgents, { query: { label: "office" } });
  expect(items).toMatchObject([{ hostname: "desk", isLocal: false }]);
});

test("a code in a file is tried until the orchestrator is there, and the file goes", async () => {
  const upstream = await startUpstream();
  const machine = await startMachine();
  const file = join(machine.dataDir, "code");
  writeFileSync(file, `${await codeOf(upstream)}\n`);
  const { port } = upstream.lan;
  await upstream.admin(setLan, { body: { enabled: false } });
  const failed = Promise.withResolvers<void>();
  const joining = joinOnce(
    {
      follow: (given) =>
        machine.orchestrator.follow(given).catch((error: unknown) => {
          failed.resolve();
          throw error;
        }),
    },
    { provision: { joinCode: undefined, joinCodeFile: file, files: [] }, dataDir: machine.dataDir },
    log,
  );
  onTestFinished(joining.stop);

  await failed.promise;
  await upstream.admin(setLan, { body: { enabled: true, host: "127.0.0.1", port } });

  await vi.waitFor(() => expect(existsSync(file)).toBe(false), { timeout: 15_000 });
  expect(await machine.admin(getUpstream, {})).toMatchObject({ state: "connected" });
});
