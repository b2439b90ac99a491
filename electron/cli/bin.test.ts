import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WRAPPED_KEY } from "../core/master-key.ts";
import { holdfast, newPlace } from "./testing/holdfast-process.ts";

test("help ends with 0 and explains the exit codes", async () => {
  const { code, stdout } = await holdfast(newPlace(), "--help");

  expect(code).toBe(0);
  expect(stdout).toContain("3  no Holdfast is running here");
});

test("a reader that has seen enough gets no complaint", async (context) => {
  if (process.platform === "win32") context.skip("there is no sh here");
  const place = { ...newPlace(), within: ["sh", "-c", '"$@" | true', "sh"] };

  expect(await holdfast(place, "--help")).toMatchObject({ stderr: "" });
});

test("what was compiled is kept for the next start", async () => {
  await holdfast(newPlace(), "--help");

  expect(
    readdirSync(join(import.meta.dirname, "..", "..", "node_modules", ".cache", "holdfast")),
  ).not.toEqual([]);
});

test.each([
  ["an unknown command", ["nonsense"]],
  ["a missing option", ["protect", "/tmp"]],
  ["a wrong number", ["runs", "--limit", "0"]],
  ["a folder that is not there", ["protect", "/no/such/folder", "--to", "/tmp/x"]],
  ["a listener on the network", ["core", "--listen", "0.0.0.0:0"]],
  ["a LAN address that is none", ["core", "--lan", "https://nas:8485"]],
])("%s is wrong usage: 2", async (_, args) => {
  const { code, stdout, stderr } = await holdfast(newPlace(), ...args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toContain("    at ");
});

test("where no core runs it says so and ends with 3", async () => {
  const { code, stderr } = await holdfast(newPlace(), "status");

  expect(code).toBe(3);
  expect(stderr).toMatch(/^Holdfast is not running here .*holdfast core\n$/);
});

test("no service is set up where only the app has the key", async () => {
  const place = newPlace();
  const dataDir = join(place.folder, "data");
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, WRAPPED_KEY), "what the keychain has wrapped");

  const { code, stderr } = await holdfast(place, "service", "install", "--user");

  expect(code).toBe(1);
  expect(stderr).toMatch(/^The Holdfast app keeps the key .*open the app/);
});

test("what a killed core left behind is no running core", async () => {
  const place = newPlace();
  const dataDir = join(place.folder, "data");
  mkdirSync(join(dataDir, "run"), { recursive: true });
  const left = { url: "http://127.0.0.1:9", token: "t", pid: 2 ** 22 + 1 };
  writeFileSync(join(dataDir, "run", "admin.json"), JSON.stringify(left));

  expect(await holdfast(place, "status")).toMatchObject({ code: 3 });
});

test("with --json an error is one JSON value too", async () => {
  const { stdout, stderr } = await holdfast(newPlace(), "status", "--json");

  expect(JSON.parse(stdout)).toMatchObject({ error: { exitCode: 3 } });
  expect(stderr).toBe("");
});

test("a core that cannot start tells the shell why in a fatal record", async () => {
  const { code, stderr } = await holdfast(newPlace(), "core", "--json", "--listen", "nas:1");

  expect(code).toBe(2);
  expect(JSON.parse(stderr)).toMatchObject({ level: 60, msg: expect.stringContaining("without encryption") });
});

test("a mistyped join code is told before any core is asked", async () => {
  const { code, stderr } = await holdfast(newPlace(), "join", "hf1.AAAA");

  expect(code).toBe(2);
  expect(stderr).toContain("not complete");
});

test("it speaks the language that was chosen, and JSON stays as it is", async () => {
  const [german, json] = await Promise.all([
    holdfast(newPlace(), "status", "--language", "de"),
    holdfast(newPlace(), "status", "--language", "de", "--json"),
  ]);

  expect(german.stderr).toMatch(/^Holdfast läuft hier nicht .*holdfast core\n$/);
  expect(json.stdout).toContain("Holdfast is not running here");
});
