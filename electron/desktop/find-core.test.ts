import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newPlace, startTestCore } from "../cli/testing/holdfast-process.ts";
import { findRunningCore, readAddress } from "./find-core.ts";

const { pid } = process;
const PATIENCE_MS = 60_000;

type World = { url: string; asked: string[] };

/** Somebody who serves at an address: the same body to everybody. */
async function serve(body: string): Promise<World> {
  const asked: string[] = [];
  const server = createServer(({ headers }, reply) => {
    asked.push(headers.authorization ?? "");
    reply.setHeader("content-type", "application/json").end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** As a core answers whoever has the token in its file. */
const serveCore = () => serve('{"role":"admin"}');

function dataDir(files: { admin?: unknown; user?: unknown } = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-find-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "run"));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(dir, "run", `${name}.json`), JSON.stringify(content));
  return dir;
}

test("a core that answers at the address in its data folder is used", async () => {
  const { url, asked } = await serveCore();
  const dir = dataDir({ admin: { url, token: "local", pid } });

  expect(await findRunningCore({ fetch }, [dataDir(), dir])).toEqual({ url, token: "local" });
  expect(asked).toEqual(["Bearer local"]);
});

test("the service's core goes before that of the user", async () => {
  const { url } = await serveCore();
  const service = dataDir({ admin: { url, token: "service", pid } });
  const user = dataDir({ admin: { url, token: "user", pid } });

  expect((await findRunningCore({ fetch }, [service, user]))?.token).toBe("service");
});

test("what a service tells everybody is used where what it tells administrators cannot be read", async () => {
  const { url } = await serveCore();
  const user = { url, token: "user", pid };
  const closed = dataDir({ admin: { url: 7 }, user });
  const open = dataDir({ admin: { url, token: "admin", pid }, user });

  expect(await findRunningCore({ fetch }, [closed])).toEqual({ url, token: "user", isLimited: true });
  expect(await findRunningCore({ fetch }, [open])).toEqual({ url, token: "admin" });
});

test("a service and what it tells everybody are known by either token", {
  timeout: PATIENCE_MS,
}, async () => {
  const place = newPlace({ HOLDFAST_LOCAL_USERS: "true" });
  const { url } = await startTestCore(place, "--listen", "127.0.0.1:0");
  const service = join(place.folder, "data");

  expect(await findRunningCore({ fetch }, [service])).toMatchObject({ url });
  rmSync(join(service, "run", "admin.json"));
  expect(await findRunningCore({ fetch }, [service])).toMatchObject({ url, isLimited: true });
});

test("the core of another account on the port of one that was cut off is not taken for that one", {
  timeout: PATIENCE_MS,
}, async () => {
  const { url } = await startTestCore(newPlace(), "--listen", "127.0.0.1:0");
  // After a start of the computer its process id soon belongs to somebody else.
  const left = { url, token: "of the start before", pid };

  const found = await findRunningCore({ fetch }, [dataDir({ admin: left }), dataDir({ user: left })]);

  expect(found).toBeUndefined();
});

test("what a process left behind that is no more counts as nothing, and nobody gets its token", async () => {
  const { url, asked } = await serveCore();
  const { pid: pidOfTheDead } = spawnSync(process.execPath, ["--version"]);
  const left = { url, token: "local", pid: pidOfTheDead };
  const dir = dataDir({ admin: left, user: left });

  expect(await findRunningCore({ fetch }, [dir])).toBeUndefined();
  expect(readAddress(dir)).toBeUndefined();
  expect(asked).toEqual([]);
});

test("an address where nobody answers finds nothing", async () => {
  const dir = dataDir({ admin: { url: "http://127.0.0.1:9", token: "local", pid } });

  expect(await findRunningCore({ fetch }, [dir])).toBeUndefined();
});

test("a stranger who listens at a dead core's port is not taken for a core", async () => {
  const { url } = await serve('{"hello":"world"}');
  const dir = dataDir({ admin: { url, token: "local", pid } });

  expect(await findRunningCore({ fetch }, [dir])).toBeUndefined();
});

test("a file that makes no sense counts as none", async () => {
  expect(await findRunningCore({ fetch }, [dataDir({ admin: { url: 7 } })])).toBeUndefined();
});
