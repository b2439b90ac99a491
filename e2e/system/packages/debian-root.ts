import { execFileSync } from "node:child_process";

/** A small Debian from the mirror that apt uses, as an archive or a folder. */
export function makeDebian(target: string, packages: string[]): void {
  const include = packages.length === 0 ? [] : [`--include=${packages.join(",")}`];
  execFileSync("mmdebstrap", ["--quiet", "--variant=minbase", ...include, "trixie", target], {
    stdio: "pipe",
    timeout: 900_000,
  });
}
