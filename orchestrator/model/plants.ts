// Plants one fault at a time into a copy of the orchestrator and expects the model test to find it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Plant, plants } from "./plant-list.ts";

const root = new URL("../..", import.meta.url).pathname;
const wanted = process.argv[2];
let survivors = 0;
for (const plant of plants) {
  if (wanted !== undefined && !plant.breaks.includes(wanted)) continue;
  const verdict = tryPlant(plant);
  if (!verdict.startsWith("found")) survivors += 1;
  process.stdout.write(`${plant.breaks}: ${verdict}\n`);
}
process.exitCode = survivors === 0 ? 0 : 1;

function tryPlant({ file, from, to }: Plant): string {
  const copy = mkdtempSync(join(tmpdir(), "holdfast-plant-"));
  try {
    for (const part of ["orchestrator", "contract", "package.json", "vitest.config.ts"]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const source = readFileSync(join(copy, file), "utf8");
    if (!source.includes(from)) return `NOT PLANTED: ${file} has changed`;
    writeFileSync(
      join(copy, file),
      source.replace(from, () => to),
    );
    return runModel(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function runModel(cwd: string): string {
  const env = {
    HOLDFAST_MODEL_RUNS: "150",
    HOLDFAST_MODEL_COMMANDS: "120",
    HOLDFAST_SEED: "1",
    HOLDFAST_SHRINK: "no",
    ...process.env,
  };
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    "npx",
    ["vitest", "run", "--project", "unit", "orchestrator/model/model.test.ts"],
    {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  if (status === 0) return `SURVIVED ${seconds} s`;
  const output = stdout + stderr;
  const reason = /Caused by: (?:\w*Error: )*(.{0,160})/.exec(output)?.[1];
  const runs = /failed after (\d+)/.exec(output)?.[1];
  if (reason === undefined || runs === undefined) return `BROKEN OFF, found nothing: ${output.slice(-500)}`;
  return `found after ${runs} runs, ${seconds} s: ${reason.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")}`;
}
