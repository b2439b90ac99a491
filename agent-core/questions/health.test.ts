import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { HealthReading } from "#contract/health";
import { accessTo } from "../testing/restic-session.ts";
import { health } from "./health.ts";

async function ask(location: string): Promise<HealthReading> {
  const question = { questionId: crypto.randomUUID(), kind: "health", args: {}, deadlineMs: 10_000 } as const;
  for await (const reading of health({ ...question, repository: accessTo(location) })) return reading;
  throw new Error("no answer");
}

/** Answers as restic's own server does, which the system tests use. */
async function restServer(deleting: number): Promise<string> {
  const server = createServer(({ method, url = "", headers }, reply) => {
    if (method === "DELETE") return void reply.writeHead(deleting).end();
    if (method === "HEAD") return void reply.writeHead(200, { "content-length": 155 }).end();
    if (!String(headers.accept).includes("rest.v2")) return void reply.writeHead(406).end();
    const files = url.endsWith("/data/") ? [{ name: "a", size: 1_000 }] : [{ name: "b", size: 10 }];
    reply.writeHead(200).end(JSON.stringify(files));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `rest:http://127.0.0.1:${(server.address() as AddressInfo).port}/anna/`;
}

test("of a folder its size and the space of its disk are told, without opening it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-health-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "data", "aa"), { recursive: true });
  await writeFile(join(folder, "config"), "x".repeat(155));
  await writeFile(join(folder, "data", "aa", "pack"), "x".repeat(1_000));

  const reading = await ask(folder);

  expect(reading).toMatchObject({ usedBytes: 1_155, appendsOnly: false });
  expect(reading.freeBytes).toBeGreaterThan(0);
  expect(reading.totalBytes).toBeGreaterThanOrEqual(reading.freeBytes ?? 0);
});

test("a folder without a repository is a refusal that says what to do", async () => {
  await expect(ask("/nowhere/at/all")).rejects.toThrow(/ENOENT.*Connect the disk/);
});

test("of a server what it lists is summed, and it is asked whether it would delete", async () => {
  expect(await ask(await restServer(403))).toMatchObject({ usedBytes: 1_040, appendsOnly: true });
  expect(await ask(await restServer(404))).toMatchObject({ usedBytes: 1_040, appendsOnly: false });
});

test("a server that is off is a refusal", async () => {
  await expect(ask("rest:http://127.0.0.1:9/anna/")).rejects.toThrow(/gave no answer/);
});
