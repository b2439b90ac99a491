import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import type { TaskOffer } from "#contract/task";
import { API } from "#contract/version";
import { packChunk } from "../../../agent-core/report/log-chunk.ts";
import { proofOf } from "../../../orchestrator/orchestrator-for-tests.ts";
import { createSender } from "../load.ts";
import { alternate, cpuOf, type Row } from "../measure.ts";
import { startCore, startLogServer } from "../servers.ts";
import { startWriter } from "../writer.ts";

const MIB = 1024 ** 2;
/** A server that has run for a while: what it answers with is compiled by then. A row for each line is, after one round. */
const WARMING = 6;

/** What the server takes for the log of a run, sent in packed chunks as agents do, against a server that keeps a row for each line; and what it keeps of it. */
export const logsRow: Row = {
  name: "logs",
  async run({ quick, folder }) {
    const lines = logLines(quick ? 16 * MIB : 48 * MIB);
    const chunks = chunksOf(lines);
    const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
    const core = await startCore(folder);
    const writer = await startWriter(core);
    const sender = createSender(core.url, 1);
    const send = async () => {
      const task = await writer.begin();
      const before = cpuOf(core.pid);
      for (const chunk of chunks) await sender.one(shotOf(writer, task, chunk));
      const cpu = cpuOf(core.pid) - before;
      await writer.end(task, chunks.length);
      return cpu;
    };
    const logServer = await startLogServer(folder);
    const logSender = createSender(logServer.url, 1);
    const keepAs = async (what: "logs" | "chunks") => {
      const path = `/runs/${crypto.randomUUID()}/${what}`;
      const before = cpuOf(logServer.pid);
      for (const chunk of chunks) await logSender.one({ method: "POST", path, body: JSON.stringify(chunk) });
      return cpuOf(logServer.pid) - before;
    };
    const rounds = quick ? 5 : 7;
    for (let warming = 0; warming < WARMING; warming += 1) {
      await keepAs("chunks");
      await send();
    }
    const pairs = await alternate(rounds, () => keepAs("logs"), send);
    const besideLeast = await alternate(rounds, () => keepAs("chunks"), send);
    sender.close();
    logSender.close();
    await logServer.stop();
    await core.stop();
    const kept = keptBytes(core.folder) / (WARMING + 2 * (rounds + 1));
    const what = `log of ${bytes / MIB > 40 ? 48 : 16} MiB in chunks`;
    return [
      { what: `${what}, rate`, against: "a row a line", target: { atLeast: 10 }, pairs, share: "rate" },
      {
        ...{ what: `${what}, CPU`, against: "the least that keeps them so", target: { atMost: 2 } },
        ...{ pairs: besideLeast, share: "cost" },
      },
      {
        ...{ what: `${what}, kept`, against: "its text", target: { atMost: 0.12 }, share: "cost" },
        pairs: Array.from({ length: 5 }, () => ({ base: bytes, subject: kept })),
      },
    ];
  },
};

type Sending = { agentId: string; key: string };

/** As restic's lines are written into the log of a run. */
function logLines(bytes: number): string[] {
  const lines: string[] = [];
  for (let written = 0, n = 0; written < bytes; n += 1) {
    const at = new Date(1_764_000_000_000 + n * 7).toISOString();
    const size = ((n * 7_919) % 900_000) + 120;
    const line = `${at} info new /home/anna/Documents/${2_010 + (n % 16)}/letter ${n} to ${(n * 31) % 997}.pdf, saved in 0.0${n % 10}s (${size} B added)`;
    lines.push(line);
    written += line.length + 1;
  }
  return lines;
}

/** As agents pack them. */
function chunksOf(lines: string[]): LogChunk[] {
  const chunks: LogChunk[] = [];
  let some: string[] = [];
  let length = 0;
  const close = () => {
    chunks.push(packChunk(chunks.length, some, "zstd"));
    some = [];
    length = 0;
  };
  for (const line of lines) {
    if (length + line.length + 1 > MAX_CHUNK_BYTES) close();
    some.push(line);
    length += line.length + 1;
  }
  close();
  return chunks;
}

function shotOf({ agentId, key }: Sending, task: TaskOffer, chunk: LogChunk) {
  return {
    method: "POST",
    path: `${API}/agents/${agentId}/tasks/${task.taskId}/logs`,
    bearer: key,
    body: JSON.stringify({ ...proofOf(task), ...chunk }),
  };
}

/** Of all runs together, as they lie in the table. */
function keptBytes(folder: string): number {
  const sqlite = new Sqlite(join(folder, "data", "holdfast.db"), { readonly: true });
  const kept = Number(sqlite.prepare("select sum(length(data)) from log_chunk").pluck().get());
  sqlite.close();
  return kept;
}
