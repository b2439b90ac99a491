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

export const hasRestServer = () => process.env["HOLDFAST_REST_SERVER"] !== undefined;
export const hasSshd = () => process.env["HOLDFAST_SSHD"] !== undefined;

export function restServerProgram(): string {
  const { HOLDFAST_REST_SERVER } = process.env;
  if (HOLDFAST_REST_SERVER === undefined) throw new Error("name a rest-server with HOLDFAST_REST_SERVER");
  return HOLDFAST_REST_SERVER;
}

/** With its libraries beside it. */
export function sshdProgram(): string {
  const { HOLDFAST_SSHD } = process.env;
  if (HOLDFAST_SSHD === undefined) throw new Error("name an sshd with HOLDFAST_SSHD");
  return HOLDFAST_SSHD;
}
