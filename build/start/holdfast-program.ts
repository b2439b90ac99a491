import { join } from "node:path";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";

/** The `holdfast` program of this clone. */
export const holdfastProgram = join(root, "electron", "cli", "bin.mjs");

/** A link that signs in once; undefined while no core answers for this data folder. */
export async function signInLink(dataDir: string | undefined): Promise<string | undefined> {
  const place = dataDir === undefined ? [] : ["--data-dir", dataDir];
  const { code, output } = await runProgram(process.execPath, [holdfastProgram, "open", ...place]);
  return code === 0 ? /^https?:\/\/\S+$/m.exec(output)?.[0] : undefined;
}

/** The one line that a person needs when Holdfast has started. */
export function welcome({ url, dataDir }: { url: string; dataDir: string | undefined }): string {
  const { origin } = new URL(url);
  const place = dataDir === undefined ? "" : ` --data-dir ${dataDir}`;
  return `Holdfast runs at ${origin}. Sign in with ${url} (once, within 60 seconds; \`npm run holdfast -- open${place}\` makes a new link). Ctrl-C stops it.`;
}
