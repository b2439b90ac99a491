import { existsSync, readFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { appVersion } from "../core/program-files.ts";
import { errorCode, Refusal } from "../core/refusal.ts";
import type { Check } from "./diagnosis.ts";
import { withoutSecrets } from "./without-secrets.ts";
import { type ZipEntry, zipOf } from "./zip-file.ts";

type Report = { checks: Check[]; table: string; dataDir: string; configDir: string };

const LOGS = ["core.log", "core.log.1", "desktop.log"];
/** The end of a log tells most. */
const MOST_LOG_CHARACTERS = 2 * 1024 * 1024;

/** Everything that helps to find a fault, in one file to hand in: no key, no database, and no secret in what is there. */
export async function writeReport(
  path: string,
  { checks, table, dataDir, configDir }: Report,
): Promise<void> {
  const at = new Date();
  const versions = {
    holdfast: appVersion,
    node: process.version,
    system: `${process.platform} ${release()} ${process.arch}`,
    at: at.toISOString(),
  };
  const logs = LOGS.flatMap((name) => textOf(join(dataDir, "logs", name), `logs/${name}`));
  const settings = ["config.toml", "agent-rules.toml"].flatMap((name) => textOf(join(configDir, name), name));
  const entries = [
    { name: "report.txt", text: `${JSON.stringify(versions, null, 2)}\n\n${table}\n` },
    { name: "report.json", text: `${JSON.stringify({ versions, checks }, null, 2)}\n` },
    ...settings,
    ...logs,
  ].map(({ name, text }) => ({ name, text: withoutSecrets(text) }));
  try {
    await writeFileAtomic(path, zipOf(entries, at), { mode: 0o600 });
  } catch (error) {
    throw new Refusal(
      `${path} cannot be written (${errorCode(error) ?? "unknown reason"}). Name another file with --zip.`,
    );
  }
}

function textOf(path: string, name: string): ZipEntry[] {
  try {
    return existsSync(path) ? [{ name, text: readFileSync(path, "utf8").slice(-MOST_LOG_CHARACTERS) }] : [];
  } catch (error) {
    return [{ name, text: `could not be read: ${errorCode(error) ?? String(error)}\n` }];
  }
}
