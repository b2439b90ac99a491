import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFigures, isSound } from "./describe-figures.ts";
import { parseOptions } from "./options.ts";
import { simulate } from "./simulation.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const options = parseOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "holdfast-simulate-"));
try {
  const figures = await simulate(options, folder, say);
  say(`\n${describeFigures(options, figures)}`);
  process.exitCode = isSound(figures) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
