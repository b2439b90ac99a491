// Commits one row after the other and says each number once it is committed.
import { writeSync } from "node:fs";
import Sqlite from "better-sqlite3";

const [, , file, synchronous] = process.argv;
const db = new Sqlite(file);
db.pragma("journal_mode = WAL");
db.pragma(`synchronous = ${synchronous}`);
db.exec("create table if not exists counted (number integer primary key)");
db.pragma("wal_checkpoint(truncate)");
const insert = db.prepare("insert into counted (number) values (?)");
for (let number = 1; ; number += 1) {
  insert.run(number);
  // A stream would keep in memory what the reader is too slow for.
  writeSync(1, `${number}\n`);
}
