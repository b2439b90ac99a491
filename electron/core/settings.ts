import * as z from "zod";
import { accountPassword } from "#contract/access";
import { lanAddress } from "#contract/lan";

const text = z.string().trim().min(1, "must not be empty");
const flag = z.union([z.boolean(), z.stringbool()], "must be true or false");

/**
 * What can be set, under one name in three spellings: `--data-dir`, HOLDFAST_DATA_DIR and `data-dir` in config.toml.
 */
export const settings = z.strictObject({
  dataDir: text.optional(),
  listen: text.optional(),
  lan: text.optional(),
  /** Where others find the listener that `lan` opens, where this computer cannot know: commas between them. */
  lanAddresses: text
    .transform((list) => list.split(","))
    .pipe(z.array(lanAddress).max(4, "must be four addresses at most"))
    .optional(),
  noAgent: flag.optional(),
  /** Whoever is signed in to this computer may see how it is protected, back it up and pause that. */
  localUsers: flag.optional(),
  json: flag.optional(),
  restic: text.optional(),
  logLevel: z.enum(["debug", "info", "warn", "error"]).optional(),
  /** How long a poll for tasks waits when there are none. */
  pollWaitSeconds: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(5, "must be at least 5")
    .max(55, "must be at most 55")
    .optional(),
  /** What restic's cache may take. */
  cacheMib: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(100, "must be at least 100")
    .optional(),
  keyFile: text.optional(),
  /** Where the database is on a server; with its password, so it is no flag. */
  databaseUrl: text
    .regex(/^postgres(ql)?:\/\/\S+$/, "must look like postgres://user@host/database")
    .optional(),
  databaseUrlFile: text.optional(),
  adminPassword: accountPassword.optional(),
  adminPasswordFile: text.optional(),
  joinCode: text.optional(),
  joinCodeFile: text.optional(),
  configDir: text.optional(),
  keyFromStdin: flag.optional(),
  stopWithStdin: flag.optional(),
});
export type Settings = z.infer<typeof settings>;

/** A file cannot say where it lies, lies open for others more often than an environment, and outlives one start. */
export const settingsOfFile = settings.omit({
  configDir: true,
  adminPassword: true,
  databaseUrl: true,
  keyFromStdin: true,
  stopWithStdin: true,
});

/** What an organisation can set for its computers; the last two concern the desktop app. */
export const managedSettings = settings
  .pick({
    lan: true,
    localUsers: true,
    noAgent: true,
    restic: true,
    logLevel: true,
    pollWaitSeconds: true,
    cacheMib: true,
  })
  .extend({ startAtLogin: flag.optional(), updates: flag.optional() });
export type ManagedSettings = z.infer<typeof managedSettings>;

/** What an installer can leave in a provision.json; where things lie is settled before that is found. */
export const provisionedSettings = settingsOfFile.omit({
  dataDir: true,
  keyFile: true,
  databaseUrlFile: true,
});

export const inKebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const inCamelCase = (name: string) =>
  name.toLowerCase().replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
