import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "smol-toml";
import type * as z from "zod";
import { accountPassword } from "#contract/access";
import { defaultConfigDir, provisionFiles, thisComputer, userDataDir } from "./folders.ts";
import { type Address, parseLan, parseListen } from "./listen.ts";
import { type Managed, readManaged } from "./managed.ts";
import { decide } from "./precedence.ts";
import { readProvisioned } from "./provision.ts";
import { errorCode, exitCodes, Refusal } from "./refusal.ts";
import {
  inCamelCase,
  inKebabCase,
  type ManagedSettings,
  type Settings,
  settings,
  settingsOfFile,
} from "./settings.ts";

export type CoreConfig = {
  dataDir: string;
  /** Somebody named the data folder; it is not the usual one of this user. */
  dataDirIsChosen: boolean;
  configDir: string;
  listen: Address | undefined;
  /** Where other machines may come in, whatever was chosen in the interface. */
  lan: Address | undefined;
  lanAddresses: string[] | undefined;
  runAgent: boolean;
  /** There is a `run/user.json` for everybody who is signed in to this computer. */
  localUsers: boolean;
  json: boolean;
  restic: string | undefined;
  logLevel: "debug" | "info" | "warn" | "error";
  pollWaitSeconds: number | undefined;
  cacheMib: number | undefined;
  keyFile: string | undefined;
  /** Read only when a core starts: a client may not be allowed to. */
  adminPassword: () => string | undefined;
  /** Where the database is on a server, with its password: read only when a core starts, and shown nowhere. */
  databaseUrl: () => string | undefined;
  /** How this computer comes to be looked after by another one, without a person. */
  provision: Provision;
  keyFromStdin: boolean;
  stopWithStdin: boolean;
  /** `npm run` stands between the core and whoever stops it. */
  startedByNpm: boolean;
  /** Variables that look like settings and are none. */
  unknownVariables: string[];
  /** What the organisation has set, by the names of config.toml, and what was set somewhere in vain. */
  managed: string[];
  complaints: string[];
  desktop: Pick<ManagedSettings, "startAtLogin" | "updates">;
};

export type Provision = {
  joinCode: string | undefined;
  joinCodeFile: string | undefined;
  /** Where an installer may have left a `provision.json`. */
  files: string[];
};

type Environment = Record<string, string | undefined>;
type Named = Record<string, unknown>;

export const environmentOfProcess = (): Environment => process.env;

/** As POSIX has it: the first that is set. */
export function preferredLanguages(environment: Environment = process.env): string[] {
  const [first] = ["LC_ALL", "LC_MESSAGES", "LANG"].flatMap((name) => environment[name] || []);
  return first === undefined ? [] : [first];
}

/** The organisation wins over flags, those over the environment, that over config.toml, that over what an installer left. */
export function readConfig(
  flags: Named,
  environment: Environment = process.env,
  organisation: Managed = readManaged({ platform: process.platform }),
): CoreConfig {
  const { known: variables, unknown: unknownVariables } = readVariables(environment);
  const fromFlags = check(settings, flags, (name) => `--${inKebabCase(name)}`);
  const fromEnvironment = check(settings, variables, variableName);
  const here = thisComputer(environment);
  const configDir = resolve(fromFlags.configDir ?? fromEnvironment.configDir ?? defaultConfigDir(here));
  const fromFile = readFile(configDir);
  const chosenDataDir = fromFlags.dataDir ?? fromEnvironment.dataDir ?? fromFile.dataDir;
  const dataDir = resolve(chosenDataDir ?? userDataDir(here));
  const files = provisionFiles(here, { configDir, dataDir });
  const provisioned = readProvisioned(files);
  const { startAtLogin, updates, ...ofOrganisation } = organisation.settings;
  const { settings: set } = decide({
    organisation: ofOrganisation,
    flag: fromFlags,
    environment: fromEnvironment,
    "config.toml": fromFile,
    "provision.json": provisioned.settings,
  });
  return {
    dataDir,
    dataDirIsChosen: chosenDataDir !== undefined,
    configDir,
    listen: set.listen === undefined ? undefined : parseListen(set.listen),
    lan: set.lan === undefined ? undefined : parseLan(set.lan),
    lanAddresses: set.lanAddresses,
    // Where several processes share a database none of them is the one that knows this computer's own machine.
    runAgent: set.noAgent !== true && set.databaseUrl === undefined && set.databaseUrlFile === undefined,
    localUsers: set.localUsers === true,
    json: set.json === true,
    restic: set.restic,
    logLevel: set.logLevel ?? "info",
    pollWaitSeconds: set.pollWaitSeconds,
    cacheMib: set.cacheMib,
    keyFile: set.keyFile,
    adminPassword: () => set.adminPassword ?? readPasswordFile(set.adminPasswordFile),
    databaseUrl: () => set.databaseUrl ?? readDatabaseUrl(set.databaseUrlFile),
    provision: {
      joinCode: set.joinCode,
      joinCodeFile: set.joinCodeFile,
      files,
    },
    keyFromStdin: set.keyFromStdin === true,
    stopWithStdin: set.stopWithStdin === true,
    startedByNpm: process.platform !== "win32" && "npm_lifecycle_event" in environment,
    unknownVariables,
    managed: Object.keys(organisation.settings).map(inKebabCase),
    complaints: [...organisation.complaints, ...provisioned.complaints],
    desktop: { startAtLogin, updates },
  };
}

const PREFIX = "HOLDFAST_";
const variableName = (name: string) => PREFIX + inKebabCase(name).replaceAll("-", "_").toUpperCase();

function readVariables(environment: Environment): { known: Named; unknown: string[] } {
  const ours = Object.entries(environment)
    .filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined && value !== "")
    .map(([name, value]) => ({ name, key: inCamelCase(name.slice(PREFIX.length)), value }));
  const isSetting = ({ name, key }: { name: string; key: string }) =>
    key in settings.shape && variableName(key) === name;
  return {
    known: Object.fromEntries(ours.filter(isSetting).map(({ key, value }) => [key, value])),
    unknown: ours.filter((one) => !isSetting(one)).map(({ name }) => name),
  };
}

function readFile(configDir: string): Settings {
  const path = join(configDir, "config.toml");
  const text = readText(path);
  const entries = Object.entries(parseToml(path, text));
  const wrong = entries.map(([name]) => name).filter((name) => inKebabCase(inCamelCase(name)) !== name);
  const named = Object.fromEntries(
    entries.map(([name, value]) => [wrong.includes(name) ? name : inCamelCase(name), value]),
  );
  return check(settingsOfFile, named, (name) => {
    const written = wrong.includes(name) ? name : inKebabCase(name);
    return `${written} in ${path}${lineOf(text, written)}`;
  });
}

/** Where a name stands in the file: as a key, quoted or not, or as the name of a table. */
function lineOf(text: string, name: string): string {
  const literal = name.replace(/[^\w-]/g, "\\$&");
  const pattern = new RegExp(`^\\s*\\[*\\s*["']?${literal}["']?\\s*[=.\\]]`);
  const index = text.split("\n").findIndex((line) => pattern.test(line));
  return index === -1 ? "" : ` (line ${index + 1})`;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return "";
    throw unreadable(path, error);
  }
}

function parseToml(path: string, text: string): Named {
  try {
    return parse(text);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return new Refusal(`${path} cannot be read, so nothing was started: ${why}`, exitCodes.usage, error);
}

function check<Values>(schema: z.ZodType<Values>, values: Named, nameOf: (key: string) => string): Values {
  const checked = schema.safeParse(values);
  if (checked.success) return withoutUnset(checked.data);
  const complaints = checked.error.issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `There is no setting ${issue.keys.map(nameOf).join(", ")}.`
      : `${nameOf(String(issue.path[0]))}: ${issue.message}.`,
  );
  throw new Refusal(`${complaints.join(" ")} Correct it and start again.`, exitCodes.usage);
}

/** So that a setting which one source leaves out does not cover that of another. */
function withoutUnset<Values>(values: Values): Values {
  const entries = Object.entries(values as Named).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Values;
}

function readPasswordFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return accountPassword.parse(readFileSync(path, "utf8").replace(/\r?\n$/, ""));
  } catch (error) {
    const why = errorCode(error) ?? "it must hold 8 to 128 characters";
    throw new Refusal(
      `The password file ${path} is of no use (${why}), so no account was made.`,
      exitCodes.usage,
    );
  }
}

function readDatabaseUrl(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return settings.shape.databaseUrl.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = errorCode(error) ?? "it must hold one line like postgres://user:password@host/database";
    throw new Refusal(
      `The file ${path} with the address of the database is of no use (${why}), so nothing was started.`,
      exitCodes.usage,
    );
  }
}
