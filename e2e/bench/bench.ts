import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Row } from "./measure.ts";
import { backupRow } from "./rows/backup.ts";
import { browseRow } from "./rows/browse.ts";
import { dueTasksRow } from "./rows/due-tasks.ts";
import { durableWriteRow } from "./rows/durable-write.ts";
import { growthRow } from "./rows/growth.ts";
import { heartbeatRow } from "./rows/heartbeat.ts";
import { heldRow } from "./rows/held.ts";
import { helloRow } from "./rows/hello.ts";
import { historyRow } from "./rows/history.ts";
import { idleRow } from "./rows/idle.ts";
import { largeFileRow } from "./rows/large-file.ts";
import { logsRow } from "./rows/logs.ts";
import { reconnectRow } from "./rows/reconnect.ts";
import { reportRow } from "./rows/report.ts";
import { startRow } from "./rows/start.ts";
import { tickRow } from "./rows/tick.ts";
import { wakeRow } from "./rows/wake.ts";
import { HEAD, lineOf } from "./table.ts";

const rows: Row[] = [
  ...[
    helloRow,
    heartbeatRow,
    wakeRow,
    heldRow,
    reconnectRow,
    reportRow,
    logsRow,
    durableWriteRow,
    backupRow,
    largeFileRow,
    browseRow,
  ],
  ...[historyRow, growthRow, tickRow, dueTasksRow, idleRow, startRow],
];
const page = join(import.meta.dirname, "..", "..", "docs", "performance.md");
const [BEGIN, END] = ["<!-- table -->", "<!-- end of table -->"];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean" },
    big: { type: "boolean" },
    write: { type: "boolean" },
  },
});
const chosen = rows.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0)
  throw new Error(`There is no row ${values.only}; there are ${rows.map(({ name }) => name).join(", ")}.`);
if (values.write === true && values.only !== undefined)
  throw new Error("--write takes the whole table: leave --only out.");

const folder = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
const lines: string[] = [];
try {
  say(HEAD);
  for (const { name, run } of chosen) {
    const own = join(folder, name);
    mkdirSync(own);
    for (const measured of await run({ quick: values.quick === true, big: values.big === true, folder: own }))
      say(lineOf(measured));
    rmSync(own, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (values.write === true) write();

function say(line: string): void {
  lines.push(line);
  process.stdout.write(`${line}\n`);
}

function write(): void {
  const text = readFileSync(page, "utf8");
  const day = new Date().toISOString().slice(0, 10);
  const how = `${day}, ${cpus().length} shared cores${values.quick === true ? ", --quick" : ""}.`;
  const [before, rest = ""] = text.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`${page} has no place for the table (${BEGIN} ... ${END}).`);
  writeFileSync(page, `${before}${BEGIN}\n${how}\n\n${lines.join("\n")}\n${END}${after}`);
}
