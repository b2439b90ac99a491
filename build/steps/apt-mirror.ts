import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

const ORIGINS = ["Debian", "Ubuntu"] as const;
export type Origin = (typeof ORIGINS)[number];
export type Mirror = { origin: Origin; uri: string };

/** The mirror that apt of this system is set up with. */
export async function aptMirror(): Promise<Mirror> {
  if (process.platform !== "linux") throw new Trouble("this is not Debian or a relative of it");
  const format = "$(ORIGIN)|$(RELEASE)|$(REPO_URI)";
  const { code, output } = await runProgram("apt-get", [
    "indextargets",
    "--format",
    format,
    "Created-By: Packages",
  ]);
  if (code !== 0) throw new Trouble("this is not Debian or a relative of it (no apt-get)");
  const mirror = mirrorIn(output);
  if (mirror === undefined) throw new Trouble("apt is set up without a mirror of Debian or Ubuntu");
  return mirror;
}

/** The first one that holds whole suites: those of security updates hold nothing else. */
export function mirrorIn(indexTargets: string): Mirror | undefined {
  for (const line of indexTargets.split("\n")) {
    const [origin, release, uri] = line.split("|");
    const known = ORIGINS.find((one) => one === origin);
    if (known !== undefined && uri !== undefined && !/security/.test(release ?? ""))
      return { origin: known, uri };
  }
  return undefined;
}
