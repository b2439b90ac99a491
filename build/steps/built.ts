import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { npmRun } from "./npm-run.ts";
import { root } from "./place.ts";
import { sourceHash } from "./source-hash.ts";
import { Trouble } from "./trouble.ts";

type Build = { script: string; sources: string[]; result: string };

const SHARED = ["contract", "package.json", "package-lock.json"];

export const ui: Build = {
  script: "ui",
  sources: ["renderer", "vite.config.ts", ...SHARED],
  result: "out/renderer/index.html",
};

export const shell: Build = {
  script: "desktop",
  sources: ["electron", "vite.desktop.config.ts", ...SHARED],
  result: "out/desktop/main.cjs",
};

/** Builds it where its sources have changed since the last time. */
export async function bringBuilt({ script, sources, result }: Build): Promise<"up to date" | "built"> {
  const hash = sourceHash(root, sources);
  const mark = join(root, "out", `${script}.sources`);
  if (existsSync(join(root, result)) && readIfThere(mark) === hash) return "up to date";
  const { code, output } = await npmRun(script, [], { timeoutMs: 300_000, env: { NO_COLOR: "1" } });
  if (code !== 0 || !existsSync(join(root, result)))
    throw new Trouble(`\`npm run ${script}\` failed, so ${result} is missing or old:\n${output}`);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, hash);
  return "built";
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
