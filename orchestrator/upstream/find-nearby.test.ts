import { createSocket } from "node:dgram";
import { once } from "node:events";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { startAnnouncer } from "../pairing/announcer.ts";
import type { Answer } from "../pairing/multicast.ts";
import { findNearby, readAnswers } from "./find-nearby.ts";

const OFFICE = "0193c0de-0000-7000-8000-000000000001";
const HOME = "0193c0de-0000-7000-8000-000000000002";
const HERE = "127.0.0.1";
const SERVICE = "_holdfast._tcp.local";

async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, HERE);
  await once(socket, "listening");
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

function announce(port: number, orchestratorId: string, name: string, isWanted = true) {
  const onProblem = (error: Error) => expect.unreachable(error.message);
  const announcer = startAnnouncer(
    { orchestratorId, name, port: 8485 },
    { addresses: [HERE], port, isWanted: () => isWanted, onProblem },
  );
  onTestFinished(announcer.stop);
  return announcer;
}

test("those who let themselves be found are found with name and address, this computer itself is not", async () => {
  const port = await freeUdpPort();
  announce(port, OFFICE, "Büro 3. OG");
  announce(port, HOME, "this one");

  await vi.waitFor(
    async () =>
      expect(await findNearby({ port, interfaces: () => [HERE] }, HOME, 300)).toEqual([
        { orchestratorId: OFFICE, name: "Büro 3. OG", address: "https://127.0.0.1:8485" },
      ]),
    { timeout: 15_000 },
  );
});

test("nobody is found who has stopped, whose time is over, or where there is no network", async () => {
  const port = await freeUdpPort();
  await announce(port, OFFICE, "office").stop();
  announce(port, OFFICE, "late", false);

  expect(await findNearby({ port, interfaces: () => [HERE] }, HOME, 300)).toEqual([]);
  expect(await findNearby({ port, interfaces: () => [] }, HOME)).toEqual([]);
});

function records({ id = OFFICE, name = "office", port = 8485, address = "192.168.1.5" }): Answer[] {
  const instance = `whoever.${SERVICE}`;
  return [
    { type: "PTR", name: SERVICE, data: instance },
    { type: "SRV", name: instance, data: { port, target: "x.local" } },
    { type: "TXT", name: instance, data: [Buffer.from(`id=${id}`), Buffer.from(`name=${name}`)] },
    { type: "A", name: "x.local", data: address },
  ];
}

test("a name is one short line, whatever is sent", () => {
  const name = `Studio\u202e\u0000\u001b[31m\r\n${"x".repeat(200)}`;

  const [one] = readAnswers(records({ name }));

  expect(one?.name).toBe(`Studio [31m ${"x".repeat(48)}`);
  expect(readAnswers(records({ name: "\u200b\n" }))[0]?.name).toBe("Holdfast 000001");
});

test("who says no id, no port or no address is passed over", () => {
  expect(readAnswers(records({}))).toHaveLength(1);
  for (const wrong of [{ id: "../../etc" }, { port: 0 }, { address: "evil.example" }])
    expect(readAnswers(records(wrong))).toEqual([]);
  for (let gone = 0; gone < 4; gone += 1)
    expect(readAnswers(records({}).filter((_, index) => index !== gone))).toEqual([]);
});

test("whatever is in the records, reading them does not fail", () => {
  const type = fc.constantFrom("PTR", "SRV", "TXT", "A", "AAAA", "NSEC");
  const text = fc.oneof(fc.constantFrom(SERVICE, "a", ""), fc.string());
  const data = fc.oneof(text, fc.record({ port: fc.integer(), target: text }), fc.array(fc.uint8Array()));
  const record = fc.record({ type, name: text, data });

  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (any) => {
      for (const { address, name } of readAnswers(any as Answer[])) {
        expect(address).toMatch(/^https:\/\/[\d.]+:\d+$/);
        expect(name).not.toBe("");
      }
    }),
  );
});
