import { runDemo } from "./demo/run-demo.ts";
import { parseStartArguments, type StartArguments } from "./start/arguments.ts";
import { bringElectron, noWindowBecause } from "./start/electron.ts";
import { runDesktop } from "./start/run-desktop.ts";
import { runHeadless } from "./start/run-headless.ts";
import { bringBuilt, ui } from "./steps/built.ts";
import { step } from "./steps/progress.ts";
import { bringRestic } from "./steps/restic.ts";
import { Trouble } from "./steps/trouble.ts";

try {
  process.exit(await start(parseStartArguments(process.argv.slice(2))));
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exit(1);
}

async function start(options: StartArguments): Promise<number> {
  const say = (line: string) => void process.stdout.write(`\n  ${line}\n  `);
  await step(
    "restic",
    () => bringRestic(say),
    ({ path, version }) => `${version}, ${path}`,
  );
  await step("user interface", () => bringBuilt(ui), String);
  if (options.demo) return await runDemo(options);
  const electron = options.headless ? undefined : await electronIfPossible();
  return electron === undefined ? await runHeadless(options) : await runDesktop(electron, options);
}

async function electronIfPossible(): Promise<string | undefined> {
  const noWindow = noWindowBecause();
  if (noWindow !== undefined) return withoutWindow(noWindow);
  try {
    return await step("electron", bringElectron);
  } catch (error) {
    return withoutWindow(error instanceof Error ? error.message : String(error));
  }
}

function withoutWindow(why: string): undefined {
  console.log(`Starting without the desktop app: ${why}.`);
}
