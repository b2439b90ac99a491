import { problemsInAll } from "#contract/status";
import { assertNever } from "./assert-never.ts";
import type { CoreState } from "./core-link.ts";
import type { FoundCore } from "./find-core.ts";
import type { TrayInput } from "./tray-state.ts";

export type About = {
  appVersion: string;
  versions: Record<string, string | undefined>;
  system: string;
  dataDir: string;
  at: string;
  /** Who brings updates. */
  install: string;
};

/** A text for a bug report: what runs where and what is wrong, without a secret, a path of a backup or a token. */
export function diagnosticsText({ core, known }: TrayInput, about: About): string {
  const lines = [
    `Holdfast ${about.appVersion} at ${about.at}`,
    `System: ${about.system}`,
    `Versions: ${Object.entries(about.versions)
      .map(([name, version]) => `${name} ${version ?? "unknown"}`)
      .join(", ")}`,
    `Install: ${about.install}`,
    `Data folder: ${about.dataDir}`,
    `Core: ${coreLine(core)}${known === undefined ? "" : `, version ${known.appVersion}`}`,
  ];
  if (known === undefined) return `${[...lines, "Status: not known"].join("\n")}\n`;
  const { verdict, problems, running, oldestGoodAt, nextRunAt } = known.status;
  const more = problemsInAll(known.status) - problems.length;
  lines.push(
    `Status: ${verdict.state} (${verdict.sentence})`,
    `Oldest last good backup: ${oldestGoodAt ?? "none"}; next run: ${nextRunAt ?? "none"}`,
    `Active runs: ${running.map(({ kind, id }) => `${kind} ${id}`).join(", ") || "none"}`,
    ...problems.map(({ severity, title }) => `Problem (${severity}): ${title}`),
    ...(more > 0 ? [`Problems that are not listed: ${more}`] : []),
  );
  return `${lines.join("\n")}\n`;
}

function coreLine(core: CoreState): string {
  switch (core.kind) {
    case "starting":
      return "starting";
    case "running":
      return [core.url, core.isOwn ? "started by the app" : "found running", ...limits(core)].join(", ");
    case "down":
      return `down (${core.reason})`;
    default:
      return assertNever(core);
  }
}

const limits = ({ isLimited }: FoundCore) =>
  isLimited === true ? ["and an administrator looks after it"] : [];
