import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { createStopSwitch } from "../stop-signal.ts";
import { runProgram } from "./run-program.ts";

test("a program that somebody still writes is started when that is over", async () => {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-program-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const program = join(dir, "program");
  await writeFile(program, "#!/bin/sh\necho here\n", { mode: 0o755 });
  const written = await open(program, "r+");
  let said = "";

  const end = runProgram({
    program,
    args: [],
    environment: {},
    cwd: dir,
    stop: createStopSwitch(),
    read: async ({ stdout, stderr }) => {
      [said] = await Promise.all([text(stdout), text(stderr)]);
    },
  });
  await written.close();

  expect(await end).toMatchObject({ exitCode: 0 });
  expect(said).toBe("here\n");
});

test("a program that is stopped tells by which signal, on each system", async () => {
  const stop = createStopSwitch();

  const end = await runProgram({
    program: process.execPath,
    args: ["--eval", "setInterval(() => {}, 1_000)"],
    environment: process.platform === "win32" ? { SystemRoot: "C:\\Windows" } : {},
    cwd: tmpdir(),
    stop,
    onSpawn: () => stop.stop("cancelled"),
    read: ({ stdout, stderr }) => Promise.all([text(stdout), text(stderr)]),
  });

  expect(end).toEqual({ exitCode: null, signal: "SIGINT", stopped: "cancelled" });
});
