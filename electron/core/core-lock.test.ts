import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeAdminFile } from "./admin-file.ts";
import { takeCoreLock } from "./core-lock.ts";

test("a second core is refused by the sentence that names the first one", async () => {
  const dataDir = tempDataDir();
  const holder = await holdLockInAnotherProcess(dataDir);
  await writeAdminFile(dataDir, { url: "http://127.0.0.1:8484", token: "t", pid: holder.pid ?? 0 });

  expect(() => takeCoreLock(dataDir)).toThrow(/already running at http:\/\/127.0.0.1:8484/);
});

test.skipIf(process.platform === "win32")("nobody else on this computer can hold the lock", () => {
  const dataDir = tempDataDir();

  takeCoreLock(dataDir).release();

  expect(statSync(join(dataDir, "core.lock")).mode & 0o777).toBe(0o600);
});

test("the lock of a core that was killed is free at once", async () => {
  const dataDir = tempDataDir();
  const holder = await holdLockInAnotherProcess(dataDir);

  holder.kill("SIGKILL");
  await once(holder, "exit");

  expect(() => takeCoreLock(dataDir).release()).not.toThrow();
});

test("the lock can be taken again after it was released", () => {
  const dataDir = tempDataDir();

  takeCoreLock(dataDir).release();

  expect(() => takeCoreLock(dataDir).release()).not.toThrow();
});

function tempDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "holdfast-lock-"));
  mkdirSync(join(dataDir, "run"));
  return dataDir;
}

async function holdLockInAnotherProcess(dataDir: string): Promise<ChildProcess> {
  const module = JSON.stringify(new URL("./core-lock.ts", import.meta.url).href);
  const program = `import { takeCoreLock } from ${module};
    takeCoreLock(${JSON.stringify(dataDir)});
    console.log("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  return holder;
}
