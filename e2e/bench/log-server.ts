import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import Fastify from "fastify";

/** The least that takes chunks of log as a core does, and keeps each line as a row, or each chunk as it comes: it believes everything, and looks at nothing. */
const sqlite = new Sqlite(join(process.argv[2] ?? ".", "lines.db"));
sqlite.pragma("journal_mode = WAL");
sqlite.pragma("synchronous = FULL");
sqlite.exec(
  "create table line (run_id text not null, seq integer not null, text text not null, primary key (run_id, seq))",
);
sqlite.exec(
  "create table chunk (run_id text not null, seq integer not null, data blob not null, primary key (run_id, seq))",
);
const insert = sqlite.prepare("insert into line values (?, ?, ?)");
const app = Fastify({ bodyLimit: 1024 ** 2 });
const keep = sqlite.prepare("insert into chunk values (?, ?, ?)");
let next = 0;
app.post<{ Params: { run: string }; Body: { data: string } }>("/runs/:run/logs", async ({ params, body }) => {
  const lines = zstdDecompressSync(Buffer.from(body.data, "base64")).toString("utf8").split("\n");
  sqlite.transaction(() => {
    for (const line of lines) insert.run(params.run, next++, line);
  })();
  return { nextSeq: next };
});
app.post<{ Params: { run: string }; Body: { data: string } }>(
  "/runs/:run/chunks",
  async ({ params, body }) => {
    keep.run(params.run, next++, Buffer.from(body.data, "base64"));
    return { nextSeq: next };
  },
);
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${JSON.stringify({ url })}\n`);
process.on("SIGTERM", () => process.exit());
