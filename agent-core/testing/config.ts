import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where tests look for the real restic: the same places as the product. */
export function resticCandidates(): string[] {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const bundled = join(import.meta.dirname, "../../resources/restic", `${os}-${process.arch}`, "restic");
  const { HOLDFAST_RESTIC } = process.env;
  return [HOLDFAST_RESTIC, existsSync(bundled) ? bundled : undefined, "restic"].filter(
    (path) => path !== undefined,
  );
}
