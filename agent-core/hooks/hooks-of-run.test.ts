import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HookNames } from "#contract/task";
import { failed, stoppedWithoutRestic } from "../restic/judge-end.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { backupSpecOf, offerOf } from "../testing/offers.ts";
import { accessTo } from "../testing/restic-session.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { hooksOfRun } from "./hooks-of-run.ts";

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-hooks-"));
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

const script = (name: string, code: string) =>
  writeFile(join(folder, name), `#!${process.execPath}\n${code}\n`, { mode: 0o755 });

function hooks(names: HookNames, hookFolder: string | undefined = folder) {
  const offer = offerOf({
    kind: "backup",
    repository: accessTo("/srv/repo", "the password"),
    spec: backupSpecOf(["/x"], { hooks: names }),
  });
  const say = (text: string) => void said.push(text);
  const log = { ...silentRunLog, info: say, warn: say, error: say };
  const stop = createStopSwitch();
  const inherited = { PATH: "/usr/bin" };
  return {
    ...hooksOfRun({ hookFolder, inherited, log, stop }, { ...offer, policyName: "Docs; rm -rf /" }),
    stop,
  };
}
const SAVED = { outcome: "success" as const, exitCode: 0, snapshotId: "02bc7019" };

test("a script gets its values by the environment and stdin, and nothing of the repository's secrets", async () => {
  const seen = join(folder, "seen.json");
  await script(
    "note.mjs",
    `const fs = process.getBuiltinModule("node:fs");
     fs.writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ env: process.env, argv: process.argv.slice(2), input: JSON.parse(fs.readFileSync(0, "utf8")) }));
     console.log("done");`,
  );

  const end = await hooks({ after: "note.mjs" }).after(SAVED);

  const text = await readFile(seen, "utf8");
  expect(end).toEqual(SAVED);
  expect(JSON.parse(text)).toMatchObject({
    argv: [],
    env: { HOLDFAST_HOOK: "after", HOLDFAST_POLICY_NAME: "Docs; rm -rf /", HOLDFAST_SNAPSHOT_ID: "02bc7019" },
    input: { outcome: "success", policyName: "Docs; rm -rf /" },
  });
  expect(text).not.toContain("the password");
  expect(said).toContain("note.mjs: done");
});

test("a script before the backup that fails keeps it from beginning", async () => {
  await script("no.mjs", "process.exit(3);");

  expect(await hooks({ before: "no.mjs" }).before()).toMatchObject({
    failure: {
      code: "hook-failed",
      message: "The script “no.mjs” ended with exit code 3. Nothing was backed up.",
    },
  });
});

test("a script after the backup that fails leaves the snapshot and says so", async () => {
  await script("no.mjs", "process.exit(3);");

  expect(await hooks({ after: "no.mjs" }).after(SAVED)).toMatchObject({
    outcome: "failure",
    snapshotId: "02bc7019",
    failure: { code: "hook-failed", message: expect.stringContaining("The backup before it was made.") },
  });
});

test("the script for failures runs after one, and changes nothing of it", async () => {
  await script("tell.mjs", "console.log(process.env.HOLDFAST_FAILURE_CODE); process.exit(1);");
  const end = failed("wrong-password");

  expect(await hooks({ onFailure: "tell.mjs", after: "not-there" }).after(end)).toEqual(end);
  expect(said).toContain("tell.mjs: wrong-password");
});

test.for([
  ["cancelled", "cancelled"],
  ["sleep", "interrupted"],
  ["shutdown", "interrupted"],
] as const)(
  "what the script before has stopped is begun again where %s ends the run",
  async ([reason, outcome]) => {
    const database = join(folder, "database-is-stopped");
    const fs = `const fs = process.getBuiltinModule("node:fs");`;
    await script("stop-db", `${fs} fs.writeFileSync(${JSON.stringify(database)}, "");`);
    await script(
      "start-db",
      `${fs} fs.rmSync(${JSON.stringify(database)}); console.log(process.env.HOLDFAST_OUTCOME);`,
    );
    const { before, after, stop } = hooks({ before: "stop-db", onFailure: "start-db" });
    await before();
    expect(existsSync(database)).toBe(true);
    stop.stop(reason);
    const end = stoppedWithoutRestic(stop);

    expect(await after(end)).toEqual(end);
    expect(existsSync(database)).toBe(false);
    expect(said).toContain(`start-db: ${outcome}`);
  },
);

test("at shutdown a script that hears no signal is gone before the program has to be", async () => {
  await script(
    "deaf.mjs",
    `process.on("SIGINT", () => {}).on("SIGTERM", () => {}); setInterval(() => {}, 1000);`,
  );
  const { after, stop } = hooks({ onFailure: "deaf.mjs" });
  stop.stop("shutdown");
  const begun = performance.now();

  await after(stoppedWithoutRestic(stop));

  expect(performance.now() - begun).toBeLessThan(7_000);
  expect(said.at(-1)).toMatch(/did not end within \d s and was ended/);
}, 30_000);

test("a script that does not end is ended, with what it started", async () => {
  await script(
    "hang.mjs",
    `process.getBuiltinModule("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
     setInterval(() => {}, 1000);`,
  );

  const end = await hooks({ before: "hang.mjs", timeoutSeconds: 1 }).before();

  expect(end?.failure?.message).toContain("did not end within 1 s and was ended");
});

test("what a script leaves running holds nothing up, and is left alone", async () => {
  await script(
    "serve.mjs",
    `const left = process.getBuiltinModule("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 20_000)"], { stdio: "inherit", detached: true });
     left.unref();
     console.log(left.pid);`,
  );

  const end = await hooks({ before: "serve.mjs", timeoutSeconds: 10 }).before();

  const pid = Number(said.at(-1)?.replace("serve.mjs: ", ""));
  expect(end).toBeUndefined();
  expect(process.kill(pid, "SIGKILL")).toBe(true);
});

test("a run that is stopped while a script works is stopped, not failed", async () => {
  await script("hang.mjs", "console.log('begun'); setInterval(() => {}, 1000);");
  const { before, stop } = hooks({ before: "hang.mjs" });
  const done = before();
  await expect.poll(() => said).toContain("hang.mjs: begun");

  stop.stop("cancelled");

  expect(await done).toMatchObject({ outcome: "cancelled" });
});

test.skipIf(process.platform === "win32")(
  "a script that others can write, one that is not there, and any without a hook folder are not run (needs mode bits)",
  async () => {
    await script("open.mjs", "process.exit(0);");
    await chmod(join(folder, "open.mjs"), 0o777);
    const nowhere = await hooksWithout({ before: "open.mjs" });

    expect((await hooks({ before: "open.mjs" }).before())?.failure?.message).toContain(
      "can be written by others",
    );
    expect((await hooks({ before: "gone" }).before())?.failure?.message).toContain("is not there");
    expect(nowhere).toMatchObject({ failure: { code: "not-allowed-here" } });
  },
);

function hooksWithout(names: HookNames) {
  const offer = offerOf({
    kind: "backup",
    repository: accessTo("/x"),
    spec: backupSpecOf(["/x"], { hooks: names }),
  });
  return hooksOfRun(
    { hookFolder: undefined, inherited: {}, log: silentRunLog, stop: createStopSwitch() },
    offer,
  ).before();
}
