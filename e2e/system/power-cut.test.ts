import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { getRun } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { randomFrom } from "../random.ts";
import { startWholeCore, type WholeCore } from "../whole-core.ts";
import {
  acknowledge,
  cutOff,
  joinWriter,
  nextOffer,
  reportEnd,
  type Writer,
  wholeLog,
  writeUntilCut,
} from "../writing-machine.ts";
import { plugIn, whyNoDisk } from "./cut-disk.ts";

const CUTS = Number(process.env["HOLDFAST_POWER_CUTS"] ?? 20);
const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000);
const WRITERS = 3;
const CONTROL_CUTS = 6;

const objection = whyNoDisk();
const random = randomFrom(SEED);
const aWhile = (fromMs: number, upToMs: number) =>
  new Promise((resolve) => setTimeout(resolve, fromMs + random() * (upToMs - fromMs)));

/** Runs whose report was acknowledged, with the log that was. */
type Finished = Map<string, string[]>;
type Working = Writer & { step: "write" | "report" | "next" | "acknowledge" };

test(
  `${CUTS} power cuts lose no acknowledged chunk and no acknowledged report (seed ${SEED})`,
  async (context) => {
    if (objection !== undefined) context.skip(objection);
    const place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
    const disk = plugIn(place.folder);
    let core = await startWholeCore(place);
    const writers: Working[] = [];
    for (let index = 0; index < WRITERS; index += 1) {
      const writer = await joinWriter(core, await somePolicy(core, place.folder, index));
      writers.push({ ...writer, step: "write" });
    }
    const finished: Finished = new Map();

    for (let cut = 1; cut <= CUTS; cut += 1) {
      const working = writers.map((writer) => workUntilCut(core, writer, finished));
      await aWhile(100, 1_500);
      await disk.cutPower(core.pid, () => core.kill());
      await Promise.all(working);
      core = await startWholeCore(place);
      for (const writer of writers) writer.call = core.callWith(writer.key);
      expect(integrityOf(place.folder)).toBe("ok");
      for (const [runId, lines] of finished) {
        expect(await core.call(getRun, { params: { id: runId } })).toMatchObject({ status: "success" });
        expect(await wholeLog(core.call, runId), `run ${runId} after cut ${cut}`).toEqual(lines);
      }
    }

    const chunks = [...finished.values()].reduce((sum, lines) => sum + lines.length, 0);
    void context.annotate(`${CUTS} cuts, ${finished.size} reports, ${chunks} chunks in them`);
    expect(finished.size).toBeGreaterThan(0);
    await core.stop();
  },
  120_000 + CUTS * 60_000,
);

test.for([
  ["FULL", "nothing"],
  ["NORMAL", "something"],
] as const)(
  "a program that commits with synchronous = %s loses %s on this disk",
  async ([synchronous], context) => {
    if (objection !== undefined) context.skip(objection);
    const folder = mkdtempSync(join(tmpdir(), "holdfast-cut-"));
    const disk = plugIn(folder);
    const losses: number[] = [];

    for (let cut = 0; cut < CONTROL_CUTS; cut += 1) {
      const file = join(folder, `${cut}.db`);
      const child = spawn(process.execPath, [
        join(import.meta.dirname, "counting-writer.mjs"),
        file,
        synchronous,
      ]);
      let heard = "";
      child.stdout.on("data", (part: Buffer) => {
        heard += part.toString();
      });
      await once(child.stdout, "data");
      await aWhile(100, 1_000);
      const ended = once(child, "close");
      await disk.cutPower(child.pid ?? 0, async () => {
        child.kill("SIGKILL");
        await ended;
      });
      const said = Number(heard.slice(0, heard.lastIndexOf("\n")).split("\n").at(-1));
      losses.push(said - countIn(file));
    }

    const lossy = losses.filter((lost) => lost > 0);
    void context.annotate(`lost with ${synchronous}: ${losses.map((lost) => Math.max(0, lost)).join(", ")}`);
    if (synchronous === "FULL") expect(lossy).toEqual([]);
    else expect(lossy.length).toBeGreaterThan(0);
  },
);

/** With a repository of its own, so that nobody waits for anybody. */
async function somePolicy(core: WholeCore, folder: string, number: number): Promise<string> {
  const { id: repositoryId } = await core.call(createRepository, {
    body: {
      kind: "fs",
      name: `Disk ${number}`,
      path: join(folder, `repository-${number}`),
      password: "open sesame",
    },
  });
  const policy = { name: `Everything ${number}`, repositoryId, include: [folder] };
  return (await core.call(createPolicy, { body: policy })).id;
}

/** Writes, reports and takes the next backup, until nobody answers any more; then goes on with the step that had no answer. */
async function workUntilCut(core: WholeCore, writer: Working, finished: Finished): Promise<void> {
  await cutOff(async () => {
    while (await doStep(core, writer, finished));
  });
}

/** False where the core is gone. */
async function doStep(core: WholeCore, writer: Working, finished: Finished): Promise<boolean> {
  switch (writer.step) {
    case "write": {
      // At least one more: what was cut off on its way is sent again.
      const enough = writer.acknowledged.length + 1 + Math.floor(random() * 30);
      if (!(await writeUntilCut(writer, enough))) return false;
      writer.step = "report";
      return true;
    }
    case "report":
      finished.set(await reportEnd(writer), writer.acknowledged);
      writer.step = "next";
      return true;
    case "next": {
      const body = { kind: "backup", policyId: writer.policyId, agentId: writer.agentId } as const;
      await core.call(createTask, { body });
      writer.task = await nextOffer(writer);
      writer.acknowledged = [];
      writer.step = "acknowledge";
      return true;
    }
    case "acknowledge":
      await acknowledge(writer);
      writer.step = "write";
      return true;
  }
}

function integrityOf(folder: string): unknown {
  const db = new Sqlite(join(folder, "data", "holdfast.db"), { readonly: true });
  try {
    return db.pragma("integrity_check", { simple: true });
  } finally {
    db.close();
  }
}

function countIn(file: string): number {
  try {
    const db = new Sqlite(file);
    const count = Number(db.prepare("select count(*) from counted").pluck().get());
    db.close();
    return count;
  } catch {
    return 0;
  }
}
