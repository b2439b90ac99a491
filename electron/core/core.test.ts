import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdfast, newPlace, startTestCore } from "../cli/testing/holdfast-process.ts";

test("a core says when it is ready, leaves its address to its owner, and stops with 0", async () => {
  const place = newPlace();
  const adminFile = join(place.folder, "data", "run", "admin.json");

  const core = await startTestCore(place, "--listen", "127.0.0.1:0");

  expect(core.agentId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.parse(readFileSync(adminFile, "utf8"))).toMatchObject({ url: core.url, pid: core.process.pid });
  expect(statSync(adminFile).mode & 0o777).toBe(0o600);
  expect(await (await fetch(`${core.url}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await core.stop()).toBe(0);
  expect(existsSync(adminFile)).toBe(false);
});

test("a core stops while a call of the file system never comes back", async () => {
  const place = newPlace();
  const drive = join(place.folder, "a drive that is away");
  execFileSync("mkfifo", [drive]);
  const hanging = `import fs from "node:fs"; fs.open(${JSON.stringify(drive)}, "r", () => undefined);`;
  place.variables["NODE_OPTIONS"] = `--import=data:text/javascript,${encodeURIComponent(hanging)}`;
  const core = await startTestCore(place, "--listen", "127.0.0.1:0");

  expect(await core.stop()).toBe(0);
});

test("a core that was killed starts again as the same machine", async () => {
  const place = newPlace();
  const first = await startTestCore(place, "--listen", "127.0.0.1:0");
  await first.stop("SIGKILL");

  const second = await startTestCore(place, "--listen", "127.0.0.1:0");

  expect(second.agentId).toBe(first.agentId);
});

test("a second core on the same data folder ends with 1 and names the first", async () => {
  const place = newPlace();
  const first = await startTestCore(place, "--listen", "127.0.0.1:0");

  const second = await holdfast(place, "core", "--listen", "127.0.0.1:0");

  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`already running at ${first.url}`);
});

test("an address that is taken is an error when it was asked for", async () => {
  const first = await startTestCore(newPlace(), "--listen", "127.0.0.1:0");

  const second = await holdfast(newPlace(), "core", "--listen", new URL(first.url).host);

  expect(second.code).toBe(1);
  expect(second.stderr).toContain("Another program already listens");
});

test("a core that was started with --stop-with-stdin stops when stdin closes", async () => {
  const core = await startTestCore(newPlace(), "--listen", "127.0.0.1:0", "--stop-with-stdin");
  const ended = new Promise((resolve) => core.process.on("close", resolve));

  core.process.stdin.end();

  expect(await ended).toBe(0);
});

test("the key can come by stdin, and is then in no file", async () => {
  const place = { ...newPlace(), firstLine: randomBytes(32).toString("base64") };

  const core = await startTestCore(place, "--listen", "127.0.0.1:0", "--key-from-stdin", "--stop-with-stdin");
  const ended = new Promise((resolve) => core.process.on("close", resolve));
  core.process.stdin.end();

  expect(await ended).toBe(0);
  expect(existsSync(join(place.folder, "config", "holdfast.key"))).toBe(false);
});

test("the first account is made from a variable, else the token for it is in a file and in the log", async () => {
  const open = newPlace();
  const closed = newPlace({ HOLDFAST_ADMIN_PASSWORD: "correct horse battery" });

  const withToken = await startTestCore(open, "--listen", "127.0.0.1:0");
  const withAccount = await startTestCore(closed, "--listen", "127.0.0.1:0");

  const token = readFileSync(join(open.folder, "data", "run", "setup-token"), "utf8").trim();
  expect(withToken.log()).toContain(token);
  expect(existsSync(join(closed.folder, "data", "run", "setup-token"))).toBe(false);
  const signedIn = await fetch(`${withAccount.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password: "correct horse battery" }),
  });
  expect(signedIn.status).toBe(200);
});

test("without an agent there is no agentId", async () => {
  const core = await startTestCore(newPlace(), "--listen", "127.0.0.1:0", "--no-agent");

  expect(core.agentId).toBeNull();
});

test("with --lan it looks after other machines, over TLS, and says where: as it was told, for a container cannot know", async () => {
  const place = newPlace({ HOLDFAST_LAN_ADDRESSES: "https://backup.example:8485, https://192.0.2.5:8485" });
  const core = await startTestCore(place, "--listen", "127.0.0.1:0", "--lan", "127.0.0.2:0");
  const admin = JSON.parse(readFileSync(join(place.folder, "data", "run", "admin.json"), "utf8"));

  const lan = await fetch(`${core.url}/api/v1/lan`, { headers: { authorization: `Bearer ${admin.token}` } });

  expect(await lan.json()).toMatchObject({
    enabled: true,
    host: "127.0.0.2",
    addresses: ["https://backup.example:8485", "https://192.0.2.5:8485"],
  });
});
