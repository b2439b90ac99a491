import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import type { TaskOffer } from "#contract/task";
import { API } from "#contract/version";
import { packChunk } from "../../../agent-core/report/log-chunk.ts";
import { proofOf } from "../../../orchestrator/orchestrator-for-tests.ts";
import { createSender, type Shot } from "../load.ts";
import { alternate, fineCpuOf, type Row } from "../measure.ts";
import { type Server, startCore, startLogServer } from "../servers.ts";
import { startWriter } from "../writer.ts";

const MIB = 1024 ** 2;
/** As many as back up at the same time in a house of some size. */
const MACHINES = 8;
/** A server that has run for a while: what it answers with is compiled by then. A row for each line is, after one round. */
const WARMING = 6;

/** What the server takes for logs in packed chunks, as agents send them, against a server that keeps a row for each line; and what it keeps of them. */
export const logsRow: Row = {
  name: "logs",
  async run({ quick, folder }) {
    const lines = logLines(quick ? 16 * MIB : 48 * MIB);
    const chunks = chunksOf(lines);
    const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
    const core = await startCore(folder);
    const writers: Sending[] = [];
    for (let n = 0; n < MACHINES; n += 1) writers.push(await startWriter(core));
    const least = await startLogServer(folder);
    const ours = createRecipient(core, (n) => takenByCore(writers[n]));
    const theirs = (what: "logs" | "chunks") => createRecipient(least, async () => takenByLeast(what));
    const [asLines, asChunks] = [theirs("logs"), theirs("chunks")];
    const rounds = quick ? 5 : 7;
    for (let warming = 0; warming < WARMING; warming += 1) {
      await asChunks.alone(chunks);
      await ours.alone(chunks);
      await ours.atOnce(chunks);
    }
    const atOnce = await alternate(
      rounds,
      () => asLines.atOnce(chunks),
      () => ours.atOnce(chunks),
    );
    const alone = await alternate(
      rounds,
      () => asLines.alone(chunks),
      () => ours.alone(chunks),
    );
    const besideLeast = await alternate(
      rounds,
      () => asChunks.alone(chunks),
      () => ours.alone(chunks),
    );
    for (const recipient of [ours, asLines, asChunks]) recipient.close();
    await least.stop();
    await core.stop();
    const logs = 2 * WARMING + 3 * (rounds + 1);
    const kept = keptBytes(core.folder) / logs;
    const size = `${quick ? 16 : 48} MiB`;
    return [
      {
        ...{ what: `logs of ${MACHINES} machines at once, ${size} together, rate`, against: "a row a line" },
        ...{ target: { atLeast: 10 }, pairs: atOnce, share: "rate" },
      },
      {
        ...{ what: `log of one machine, ${size}, rate`, against: "a row a line" },
        ...{ target: {}, pairs: alone, share: "rate" },
      },
      {
        ...{ what: `log of one machine, ${size}, CPU`, against: "the least that keeps chunks" },
        ...{ target: { atMost: 2 }, pairs: besideLeast, share: "cost" },
      },
      {
        ...{ what: `log of ${size}, kept`, against: "its text", target: { atMost: 0.12 }, share: "cost" },
        pairs: Array.from({ length: 5 }, () => ({ base: bytes, subject: kept })),
      },
    ];
  },
};

/** How one machine hands in the log of a run: what it sends for each chunk, and what is said when all have been taken. */
type Handing = { shotOf(chunk: LogChunk): Shot; end(chunks: number): Promise<unknown> };

/** The CPU of a server for logs that one machine sends, or for as much that several send at once, over connections that are kept. */
function createRecipient({ url, pid }: Server, begin: (machine: number) => Promise<Handing>) {
  const senders = Array.from({ length: MACHINES }, () => createSender(url, 1));

  async function cpuFor(logs: LogChunk[][]): Promise<number> {
    const jobs: (Handing & { log: LogChunk[]; send: (shot: Shot) => Promise<string> })[] = [];
    for (const [n, { one }] of senders.slice(0, logs.length).entries())
      jobs.push({ ...(await begin(n)), log: logs[n] ?? [], send: one });
    const before = fineCpuOf(pid);
    await Promise.all(
      jobs.map(async ({ log, send, shotOf }) => {
        for (const chunk of log) await send(shotOf(chunk));
      }),
    );
    const cpu = fineCpuOf(pid) - before;
    for (const { log, end } of jobs) await end(log.length);
    return cpu;
  }

  return {
    alone: (chunks: LogChunk[]) => cpuFor([chunks]),
    atOnce: (chunks: LogChunk[]) => cpuFor(shared(chunks)),
    close: () => {
      for (const { close } of senders) close();
    },
  };
}

/** As much for each machine, and numbered from its own first one. */
function shared(chunks: LogChunk[]): LogChunk[][] {
  const each = Math.ceil(chunks.length / MACHINES);
  return Array.from({ length: MACHINES }, (_, n) =>
    chunks.slice(n * each, (n + 1) * each).map((chunk, seq) => ({ ...chunk, seq })),
  );
}

async function takenByCore(writer: Sending | undefined): Promise<Handing> {
  if (writer === undefined) throw new Error("there is no such machine");
  const task = await writer.begin();
  return {
    shotOf: (chunk) => shotOf(writer, task, chunk),
    end: (chunks) => writer.end(task, chunks),
  };
}

function takenByLeast(what: "logs" | "chunks"): Handing {
  const path = `/runs/${crypto.randomUUID()}/${what}`;
  return {
    shotOf: (chunk) => ({ method: "POST", path, body: JSON.stringify(chunk) }),
    end: async () => undefined,
  };
}

type Sending = Awaited<ReturnType<typeof startWriter>>;

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
