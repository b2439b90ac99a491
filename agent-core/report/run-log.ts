import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import type { LogLevel } from "#contract/runs";
import { isUnfit } from "#contract/slim-report";
import { type Packing, packChunk } from "./log-chunk.ts";
import type { Redact } from "./redactor.ts";

type Deps = {
  /** Retries by itself; rejects only when the chunk will never be taken. */
  send: (chunk: LogChunk) => Promise<{ nextSeq: number }>;
  redact: Redact;
  now: () => Date;
  /** One far ahead of what can be there makes the first reply name the right one: for a log that a former process began. */
  firstSeq?: number;
  /** How old lines may become before they are sent, as long as nothing in them is a warning or worse: slow while nobody looks. */
  paceMs?: () => number;
  packing?: Packing;
};

const FLUSH_MS = 1_000;
const LONGEST_MS = 5_000;
const FLUSH_BYTES = 64 * 1024;
const MAX_LINE_CHARACTERS = 16 * 1024;

/** The log of one run: lines are made safe one by one, collected into chunks, and sent in order, one at a time. */
export function createRunLog({ send, redact, now, firstSeq = 0, paceMs = () => 0, ...more }: Deps) {
  const waiting: { line: string; bytes: number }[] = [];
  let waitingBytes = 0;
  let nextSeq = firstSeq;
  let { packing = "gzip" } = more;
  let isRefused = false;
  let timer: NodeJS.Timeout | undefined;
  /** Since when lines wait that can wait, or why they cannot. */
  let waitingSince = 0;
  let isUrgent = false;
  let sending: Promise<void> | undefined;

  function add(level: LogLevel, text: string): void {
    if (isRefused) return;
    if (level === "warn" || level === "error") isUrgent = true;
    for (const part of text.split("\n")) {
      const line = lineOf(level, part);
      const bytes = Buffer.byteLength(line) + 1;
      waiting.push({ line, bytes });
      waitingBytes += bytes;
    }
    if (waitingBytes >= FLUSH_BYTES) void flush();
    else if (timer === undefined) {
      waitingSince = performance.now();
      timer = setTimeout(flushInTime, FLUSH_MS);
    }
  }

  /** Whether somebody looks is only known when progress was told; until then lines go as if somebody did. */
  function flushInTime(): void {
    const leftMs = Math.min(paceMs(), LONGEST_MS) - (performance.now() - waitingSince);
    if (isUrgent || leftMs <= 0) void flush();
    else timer = setTimeout(flushInTime, Math.min(FLUSH_MS, leftMs));
  }

  function lineOf(level: LogLevel, text: string): string {
    return `${now().toISOString()} ${level} ${redact(printable(text)).slice(0, MAX_LINE_CHARACTERS)}`;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isUrgent = false;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0 && !isRefused) {
      const lines = takeChunk();
      try {
        await sendChunk(lines);
      } catch {
        // Refused for good or given up at the end of the program: there is nobody to tell.
        isRefused = true;
      }
    }
  }

  /** The reply names the number that is wanted; where that is not ours, the same lines go again under it. */
  async function sendChunk(lines: string[]): Promise<void> {
    let sent = lines;
    for (let turn = 0; turn < 5; turn++) {
      const { nextSeq: wanted } = await send(packChunk(nextSeq, sent, packing)).catch((error: unknown) => {
        if (sent !== lines || !isUnfit(error)) throw error;
        // Told instead, in a line that everybody takes; where even that is not taken, nothing will be.
        packing = "gzip";
        sent = [lineOf("warn", `${lines.length} lines are left out here: they were not taken.`)];
        return { nextSeq };
      });
      const isTaken = wanted === nextSeq + 1;
      nextSeq = wanted;
      if (isTaken) return;
    }
  }

  function takeChunk(): string[] {
    const lines: string[] = [];
    let bytes = 0;
    for (
      let next = waiting[0];
      next !== undefined && bytes + next.bytes <= MAX_CHUNK_BYTES;
      next = waiting[0]
    ) {
      bytes += next.bytes;
      lines.push(next.line);
      waiting.shift();
    }
    waitingBytes -= bytes;
    return lines;
  }

  return {
    debug: (text: string) => add("debug", text),
    info: (text: string) => add("info", text),
    warn: (text: string) => add("warn", text),
    error: (text: string) => add("error", text),
    /** Sends what is left; resolves when it is sent or refused. */
    close: async (): Promise<void> => {
      await flush();
      await flush();
    },
    chunks: () => nextSeq,
  };
}

export type RunLog = ReturnType<typeof createRunLog>;

/** What moves a terminal's cursor or ends a line has no place in a log. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "\ufffd");
}
