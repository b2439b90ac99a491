import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SQLITE_FILE, WORKER_FILE } from "../program/bundle-core.ts";
import type { Target } from "../program/targets.ts";
import { HOST_FILE } from "../program/windows-host.ts";
import { root } from "../steps/place.ts";

/** What `npm run build:holdfast` makes, in name only, where it was not made: packing looks at names. */
export function standInProgram(target: Target): boolean {
  if (existsSync(join(target.folder, "program.json"))) return false;
  mkdirSync(join(target.folder, "ui"), { recursive: true });
  const native = join(root, "node_modules", "better-sqlite3", "prebuilds", `${target.sqlite}.node`);
  writeFileSync(join(target.folder, SQLITE_FILE), readFileSync(native));
  const host = target.isWindows ? [HOST_FILE] : [];
  for (const name of [target.program, target.restic, WORKER_FILE, join("ui", "index.html"), ...host])
    writeFileSync(join(target.folder, name), "stand-in\n", { mode: 0o755 });
  writeFileSync(
    join(target.folder, "program.json"),
    JSON.stringify({ target: target.name, restic: { origin: "none" } }),
  );
  return true;
}
