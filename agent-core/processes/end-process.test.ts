import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { signalChild } from "./end-process.ts";

test("on Windows a program is ended through its own handle, without which its end would look like one by itself", async () => {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1_000)"]);
  await once(child, "spawn");

  signalChild(child, "SIGTERM", "win32");

  // Node notes it only of a signal that went this way.
  expect(child.killed).toBe(true);
  expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
});
