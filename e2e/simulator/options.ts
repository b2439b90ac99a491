import { parseArgs } from "node:util";

export type SimulationOptions = {
  agents: number;
  minutes: number;
  /** So many backups are kept going at once. */
  backups: number;
  /** How long one takes, on average. */
  backupSeconds: number;
  /** Speaks to the listener for other machines, as real ones do. */
  tls: boolean;
  /** Restarts the core at the end and waits for everybody to come back. */
  restart: boolean;
  /** The core has its database on a PostgreSQL server that is started for it, instead of in a file. */
  postgres: boolean;
  seed: number;
};

const USAGE =
  "Use: npm run simulate -- [--agents 1000] [--minutes 10] [--backups 50] [--backup-seconds 30] [--tls] [--restart] [--postgres] [--seed N]";

export function parseOptions(args: readonly string[]): SimulationOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      agents: { type: "string", default: "1000" },
      minutes: { type: "string", default: "10" },
      backups: { type: "string", default: "50" },
      "backup-seconds": { type: "string", default: "30" },
      tls: { type: "boolean", default: false },
      restart: { type: "boolean", default: false },
      postgres: { type: "boolean", default: false },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
    },
  });
  return {
    agents: numberFrom("agents", values.agents, 1, 10_000),
    minutes: numberFrom("minutes", values.minutes, 0.05, 24 * 60),
    backups: numberFrom("backups", values.backups, 0, 10_000),
    backupSeconds: numberFrom("backup-seconds", values["backup-seconds"], 1, 3_600),
    tls: values.tls,
    restart: values.restart,
    postgres: values.postgres,
    seed: numberFrom("seed", values.seed, 0, 2 ** 32),
  };
}

function numberFrom(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= least && number <= most) return number;
  throw new Error(`--${name} is from ${least} to ${most}. ${USAGE}`);
}
