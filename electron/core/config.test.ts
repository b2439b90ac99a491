import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("a flag wins over a variable, a variable over config.toml, and that over the default", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith(
    'data-dir = "/from/file"\nlog-level = "debug"\nlisten = "127.0.0.1:1"\n',
  );
  const environment = {
    HOLDFAST_CONFIG_DIR,
    HOLDFAST_DATA_DIR: "/from/variable",
    HOLDFAST_LISTEN: "127.0.0.1:2",
  };

  const config = readConfig({ listen: "127.0.0.1:3" }, environment);

  expect(config).toMatchObject({
    listen: { host: "127.0.0.1", port: 3 },
    dataDir: "/from/variable",
    logLevel: "debug",
    runAgent: true,
  });
});

test("the organisation wins over all, what an installer left counts last, and what is wrong in either is told", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith("poll-wait-seconds = 30\n");
  const left = { "poll-wait-seconds": 50, "cache-mib": 500, "no-agent": "perhaps", "data-dir": "/elsewhere" };
  writeFileSync(join(HOLDFAST_CONFIG_DIR, "provision.json"), JSON.stringify({ settings: left }));
  const organisation = { settings: { logLevel: "error", updates: false } as const, complaints: ["A word."] };

  const config = readConfig({ logLevel: "debug" }, { HOLDFAST_CONFIG_DIR }, organisation);

  expect(config).toMatchObject({ logLevel: "error", pollWaitSeconds: 30, cacheMib: 500, runAgent: true });
  expect(config.managed).toEqual(["log-level", "updates"]);
  expect(config.dataDirIsChosen).toBe(false);
  expect(config.complaints).toHaveLength(3);
  expect(config.complaints.join(" ")).toContain(
    "sets no-agent, which must be true or false; it is not obeyed",
  );
});

test("a setting that config.toml does not have is named with its file", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith('data_dir = "/a"\nlisten = "127.0.0.1:1"\nport = 1\n');

  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR })).toThrow(
    `There is no setting data_dir in ${join(HOLDFAST_CONFIG_DIR, "config.toml")} (line 1), port in ${join(HOLDFAST_CONFIG_DIR, "config.toml")} (line 3).`,
  );
});

test("a wrong value in config.toml is named with its line, and a table is no setting", () => {
  const wrong = configDirWith('# mine\n\n  "poll-wait-seconds" = 4\n');
  const table = configDirWith('listen = "1"\n[agent]\nx = 1\n');

  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR: wrong })).toThrow(
    `poll-wait-seconds in ${join(wrong, "config.toml")} (line 3): must be at least 5.`,
  );
  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR: table })).toThrow("config.toml (line 2)");
});

test("numbers are read from the file and from variables", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith("poll-wait-seconds = 40\n");

  expect(readConfig({}, { HOLDFAST_CONFIG_DIR, HOLDFAST_CACHE_MIB: "2048" })).toMatchObject({
    pollWaitSeconds: 40,
    cacheMib: 2_048,
  });
  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR, HOLDFAST_POLL_WAIT_SECONDS: "long" })).toThrow(
    "HOLDFAST_POLL_WAIT_SECONDS: must be a number.",
  );
});

test("a password does not belong into config.toml", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith('admin-password = "correct horse"\n');

  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR })).toThrow(/There is no setting admin-password/);
});

test("a variable that is no setting is told and does not stop the start", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith("");

  const config = readConfig(
    {},
    { HOLDFAST_CONFIG_DIR, HOLDFAST_LISTN: "x", HOLDFAST_RESTIC: "/usr/bin/restic" },
  );

  expect(config.unknownVariables).toEqual(["HOLDFAST_LISTN"]);
  expect(config.restic).toBe("/usr/bin/restic");
});

test("a wrong value names the variable it came from", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith("");

  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR, HOLDFAST_NO_AGENT: "perhaps" })).toThrow(
    "HOLDFAST_NO_AGENT: must be true or false.",
  );
});

test("an empty variable counts as not set", () => {
  const config = readConfig({}, { HOLDFAST_CONFIG_DIR: configDirWith(""), HOLDFAST_LISTEN: "" });

  expect(config.listen).toBeUndefined();
});

test("the address of a database comes from a variable or a file that is named, never from config.toml or a wrong value", () => {
  const url = "postgres://anna:hunter2@db.example/holdfast";
  const folder = configDirWith('database-url-file = "/nowhere/database-url"\n');
  writeFileSync(join(folder, "url"), `${url}\n`);
  const open = configDirWith(`database-url = "${url}"\n`);

  const given = readConfig({}, { HOLDFAST_CONFIG_DIR: folder, HOLDFAST_DATABASE_URL: url });
  const named = readConfig(
    {},
    { HOLDFAST_CONFIG_DIR: folder, HOLDFAST_DATABASE_URL_FILE: join(folder, "url") },
  );

  expect([given.databaseUrl(), named.databaseUrl()]).toEqual([url, url]);
  expect([given.runAgent, named.runAgent]).toEqual([false, false]);
  expect(JSON.stringify([given, named])).not.toContain("hunter2");
  const wrong = readConfig({}, { HOLDFAST_CONFIG_DIR: folder });
  expect(() => wrong.databaseUrl()).toThrow(/nowhere.database-url .*ENOENT.*nothing was started/);
  expect(() => readConfig({}, { HOLDFAST_CONFIG_DIR: open })).toThrow(/no setting database-url in /);
  expect(() => readConfig({}, { HOLDFAST_DATABASE_URL: "mysql://anna:hunter2@db" })).toThrow(
    /^HOLDFAST_DATABASE_URL: must look like postgres:\/\/user@host\/database\. Correct it and start again\.$/,
  );
});

test("the first account's password comes from a file, without the line end", () => {
  const HOLDFAST_CONFIG_DIR = configDirWith("");
  const HOLDFAST_ADMIN_PASSWORD_FILE = join(HOLDFAST_CONFIG_DIR, "password");
  writeFileSync(HOLDFAST_ADMIN_PASSWORD_FILE, "correct horse\n");

  const config = readConfig({}, { HOLDFAST_CONFIG_DIR, HOLDFAST_ADMIN_PASSWORD_FILE });

  expect(config.adminPassword()).toBe("correct horse");
});

function configDirWith(toml: string): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-config-"));
  writeFileSync(join(folder, "config.toml"), toml);
  return folder;
}
