import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMasterKey, WRAPPED_KEY } from "./master-key.ts";

test("the first start makes a key that only its owner can read, and later starts find the same", () => {
  const places = tempPlaces();

  const first = readMasterKey(places);
  const second = readMasterKey(places);

  expect(first).toHaveLength(32);
  expect(second.equals(first)).toBe(true);
  expect(statSync(keyPath(places)).mode & 0o777).toBe(0o600);
  expect(readdirSync(places.configDir)).toEqual(["holdfast.key"]);
});

test("no new key is made where a database was sealed with one that is gone", () => {
  const places = tempPlaces();
  writeFileSync(join(places.dataDir, "holdfast.db"), "");

  expect(() => readMasterKey(places)).toThrow(/is gone.*recovery kit/);
  expect(() => statSync(keyPath(places))).toThrow(/ENOENT/);
});

test.each([true, false])(
  "where the app keeps the key in the keychain it is not called lost, and no other is made (a database is there: %s)",
  (isUsed) => {
    const places = tempPlaces();
    if (isUsed) writeFileSync(join(places.dataDir, "holdfast.db"), "");
    writeFileSync(join(places.dataDir, WRAPPED_KEY), "what the keychain has wrapped");

    expect(() => readMasterKey(places)).toThrow(/Nothing is lost: open the app/);
    expect(() => statSync(keyPath(places))).toThrow(/ENOENT/);
  },
);

test("a key file counts more than what the app has left in the data folder", () => {
  const places = tempPlaces();
  const key = readMasterKey(places);
  writeFileSync(join(places.dataDir, WRAPPED_KEY), "what the keychain has wrapped");

  expect(readMasterKey(places).equals(key)).toBe(true);
});

test.each([
  ["32 bytes", Buffer.alloc(32, 7)],
  ["hex", `${Buffer.alloc(32, 7).toString("hex")}\n`],
  ["base64", `${Buffer.alloc(32, 7).toString("base64")}\n`],
  ["base64url", Buffer.alloc(32, 7).toString("base64url")],
])("a key file may hold its key as %s", (_, content) => {
  const places = tempPlaces();
  const keyFile = join(places.dataDir, "key");
  writeFileSync(keyFile, content);

  expect(readMasterKey({ ...places, keyFile }).equals(Buffer.alloc(32, 7))).toBe(true);
});

test.each(["", "short", "g".repeat(64), "a".repeat(45)])(
  "%j is no key, and the file stays as it is",
  (content) => {
    const places = tempPlaces();
    mkdirSync(places.configDir);
    writeFileSync(keyPath(places), content);

    expect(() => readMasterKey(places)).toThrow(/does not hold a key: 32 bytes are needed/);
    expect(readFileSync(keyPath(places), "utf8")).toBe(content);
  },
);

test("a key file that was named must exist", () => {
  const places = tempPlaces();

  expect(() => readMasterKey({ ...places, keyFile: "/nowhere/key" })).toThrow(
    /\/nowhere\/key cannot be read/,
  );
});

test("a key from stdin is used and written nowhere", () => {
  const places = tempPlaces();

  const key = readMasterKey({ ...places, keyLine: Buffer.alloc(32, 9).toString("base64") });

  expect(key.equals(Buffer.alloc(32, 9))).toBe(true);
  expect(() => statSync(keyPath(places))).toThrow(/ENOENT/);
});

function tempPlaces() {
  const dataDir = mkdtempSync(join(tmpdir(), "holdfast-key-"));
  return { dataDir, configDir: join(dataDir, "config") };
}

const keyPath = ({ configDir }: { configDir: string }) => join(configDir, "holdfast.key");
