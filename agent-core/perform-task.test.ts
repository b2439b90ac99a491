import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createUncleanEnds } from "./journal/unclean-ends.ts";
import { performTask } from "./perform-task.ts";
import { createRepositoryIdentity } from "./repository-identity.ts";
import { createStopSwitch } from "./stop-signal.ts";
import { backupSpecOf, offerOf } from "./testing/offers.ts";
import { accessTo, makeWorkplace } from "./testing/restic-session.ts";
import { silentLog, silentRunLog } from "./testing/silent-log.ts";

test("an error of our own is the end of a run too, and its script for failures runs", async () => {
  const { dir, inherited, folders } = await makeWorkplace();
  const seen = join(dir, "seen");
  const rulesFile = join(dir, "agent-rules.toml");
  await writeFile(rulesFile, `hook-folder = ${JSON.stringify(dir)}\n`, { mode: 0o644 });
  const code = `process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(seen)}, process.env.HOLDFAST_FAILURE_CODE);`;
  await writeFile(join(dir, "start-db"), `#!${process.execPath}\n${code}\n`, { mode: 0o755 });
  const spec = backupSpecOf([dir], { hooks: { onFailure: "start-db" } });

  const end = await performTask(
    {
      ...{ inherited, folders, rulesFile, log: silentLog },
      findRestic: async () => {
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      },
      places: async () => [],
      now: () => new Date(),
      identity: createRepositoryIdentity(() => 0),
      uncleanEnds: createUncleanEnds(dir),
      clockOffsetMs: () => undefined,
      awakeMs: () => Number.POSITIVE_INFINITY,
    },
    {
      offer: offerOf({ kind: "backup", repository: accessTo(join(dir, "repo")), spec }),
      stop: createStopSwitch(),
      reporting: { log: silentRunLog, report: () => {}, close: async () => {} },
      redact: (text) => text,
      ...{ onSpawn: async () => {}, onEnd: async () => {}, onKept: async () => {} },
    },
  );

  expect(end.failure?.code).toBe("local-disk-full");
  expect(await readFile(seen, "utf8")).toBe("local-disk-full");
  await rm(dir, { recursive: true });
});
