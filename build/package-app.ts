import { parseArgs } from "node:util";
import { checkPackages } from "./package/check-packages.ts";
import { pack } from "./package/pack.ts";
import { bringBuilt, shell } from "./steps/built.ts";
import { npmRun } from "./steps/npm-run.ts";
import { Trouble } from "./steps/trouble.ts";

const USAGE =
  "Use: npm run package -- --check [--electron DIR], or npm run package -- [what electron-builder takes, like --linux deb --x64]";

try {
  const args = process.argv.slice(2);
  if (args.includes("--check")) await check(args);
  else {
    await bringBuilt(shell);
    await pack(args);
  }
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exitCode = 1;
}

async function check(args: string[]): Promise<void> {
  const { electron } = parsed(args);
  const valid = await npmRun("validate:packaging");
  if (valid.code !== 0) throw new Trouble(valid.output);
  await bringBuilt(shell);
  const findings = await checkPackages(electron, (line) => console.log(line));
  if (findings.length > 0) throw new Trouble(findings.join("\n"));
  console.log("Every target can be packed, and holds what it must and nothing else.");
}

function parsed(args: string[]) {
  try {
    const options = { check: { type: "boolean" }, electron: { type: "string" } } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : error}\n${USAGE}`, error);
  }
}
