import { execFile, execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** Where the programs of a PostgreSQL server are on this machine; undefined where there are none. */
export function findPostgres(): string | undefined {
  const config = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), config.stdout?.trim() ?? ""];
  return folders.find((folder) => folder !== "" && existsSync(join(folder, "initdb")));
}

/** A real server of its own in a temporary folder, reached through a socket there: no port is taken. */
export async function startCluster(programs: string, { isDurable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-postgres-"));
  const owner = unprivileged();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const program = (name: string, args: string[]) =>
    run(join(programs, name), args, {
      ...owner,
      cwd: folder,
      env: { LC_ALL: "C" },
    });

  await program("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]);
  // A locale of people, so that what sorts by bytes does because it says so.
  const options = `-k ${folder} -c listen_addresses= -c fsync=${isDurable ? "on" : "off"} -c max_connections=200 -c shared_buffers=64MB`;
  await program("pg_ctl", ["-D", data, "-w", "-s", "-l", join(folder, "log"), "-o", options, "start"]);

  const urlOf = (name: string) => `postgres://postgres@localhost/${name}?host=${encodeURIComponent(folder)}`;
  return {
    folder,
    urlOf,
    createDatabase: (name: string, template = "template0") =>
      ask(urlOf("postgres"), `create database ${name} template ${template}`).then(() => urlOf(name)),
    async stop() {
      await program("pg_ctl", ["-D", data, "-m", "immediate", "-s", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One statement in a session of its own. */
export async function ask(
  url: string,
  statement: string,
  ...settings: string[]
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const setting of settings) await client.query(setting);
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}
