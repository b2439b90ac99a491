import { join } from "node:path";
import Sqlite from "better-sqlite3";
import fastify from "fastify";

// The least that a server with a database can be: what every other figure is held against.
// Plain JavaScript, as what is installed is: what takes types away would stay in its memory.
const [folder = "."] = process.argv.slice(2);
const sqlite = new Sqlite(join(folder, "hello.db"));
sqlite.pragma("journal_mode = WAL");
sqlite.exec("create table if not exists hello (id integer primary key)");
const app = fastify();
app.get("/hello", async () => ({ hello: "world" }));
app.post("/hello", async () => ({ hello: "world" }));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${JSON.stringify({ url })}\n`);
