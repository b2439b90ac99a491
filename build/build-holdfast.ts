import { parseArgs } from "node:util";
import { archive } from "./program/archive.ts";
import { layOut } from "./program/lay-out.ts";
import { findTarget, ownTarget, targetNames } from "./program/targets.ts";
import { bringBuilt, ui } from "./steps/built.ts";
import { Trouble } from "./steps/trouble.ts";

const USAGE = `Use: npm run build:holdfast -- [--target ${targetNames.join("|")}] [--restic FILE|none] [--archive]`;

try {
  const { target: name, restic, archive: wantsArchive } = parsed();
  const target = findTarget(name ?? ownTarget);
  await bringBuilt(ui);
  await layOut(target, { restic, say: console.error });
  console.log(target.folder);
  if (wantsArchive === true) console.log(await archive(target));
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exitCode = 1;
}

function parsed() {
  try {
    return parseArgs({
      options: {
        target: { type: "string" },
        restic: { type: "string" },
        archive: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : error}\n${USAGE}`, error);
  }
}
