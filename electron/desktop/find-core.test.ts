import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findRunningCore } from "./find-core.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

async function serve(body: string): Promise<string> {
  const server = createServer((_, reply) => reply.setHeader("content-type", "application/json").end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function dataDir(admin?: unknown): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-find-"));
  undo.push(() => rmSync(dir, { recursive: true }));
  if (admin !== undefined) {
    mkdirSync(join(dir, "run"));
    writeFileSync(join(dir, "run", "admin.json"), JSON.stringify(admin));
  }
  return dir;
}

test("a core that answers at the address in its data folder is used", async () => {
  const url = await serve('{"status":"ok"}');
  const dir = dataDir({ url, token: "local", pid: 1 });

  expect(await findRunningCore({ fetch }, [dataDir(), dir])).toEqual({ url, token: "local" });
});

test("the service's core goes before that of the user", async () => {
  const url = await serve('{"status":"ok"}');
  const service = dataDir({ url, token: "service", pid: 1 });
  const user = dataDir({ url, token: "user", pid: 1 });

  expect((await findRunningCore({ fetch }, [service, user]))?.token).toBe("service");
});

test("what a service tells everybody is used where what it tells administrators cannot be read", async () => {
  const url = await serve('{"status":"ok"}');
  const dir = dataDir({ url: 7 });
  writeFileSync(join(dir, "run", "user.json"), JSON.stringify({ url, token: "user", pid: 1 }));

  expect(await findRunningCore({ fetch }, [dir])).toEqual({ url, token: "user", isLimited: true });

  writeFileSync(join(dir, "run", "admin.json"), JSON.stringify({ url, token: "admin", pid: 1 }));
  expect(await findRunningCore({ fetch }, [dir])).toEqual({ url, token: "admin" });
});

test("an address that a dead core left behind finds nothing", async () => {
  const dir = dataDir({ url: "http://127.0.0.1:9", token: "local", pid: 1 });

  expect(await findRunningCore({ fetch }, [dir])).toBeUndefined();
});

test("a stranger who listens at a dead core's port is not taken for a core", async () => {
  const url = await serve('{"hello":"world"}');
  const dir = dataDir({ url, token: "local", pid: 1 });

  expect(await findRunningCore({ fetch }, [dir])).toBeUndefined();
});

test("a file that makes no sense counts as none", async () => {
  expect(await findRunningCore({ fetch }, [dataDir({ url: 7 })])).toBeUndefined();
});
