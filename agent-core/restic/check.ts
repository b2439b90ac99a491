import * as z from "zod";
import type { CheckSpec } from "#contract/maintenance";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd, ResticLine } from "./run-restic.ts";
import { waitForLock } from "./wait-for-lock.ts";

const summary = z.looseObject({
  message_type: z.literal("summary"),
  num_errors: z.int().min(0),
  broken_packs: z.array(z.string().max(64)).nullish().catch(undefined),
  suggest_repair_index: z.boolean().catch(false),
});

export type CheckEnd = {
  end: ResticEnd;
  /** Absent where restic came to no verdict. */
  verdict: { errors: number; brokenPacks: string[]; suggestsRepairIndex: boolean } | undefined;
  /** restic's words about what it found, without its advice. */
  findings: string[];
};

/** Looks whether everything that the snapshots need is there, and reads a share of the data where that is asked for. */
export async function check(run: RunCommand, { readData, lockWaitSeconds }: CheckSpec): Promise<CheckEnd> {
  const reader = createCheckReader();
  const end = await run({
    args: [
      ...["check", "--json", waitForLock(lockWaitSeconds)],
      ...(readData === undefined ? [] : [`--read-data-subset=${readData.part}/${readData.of}`]),
    ],
    onLine: reader.read,
  });
  return { end, ...reader.found() };
}

const KEPT_FINDINGS = 50;
const ADVICE =
  /must be repaired|must be removed to repair|^restic repair|Damaged pack files can be caused|^Fatal/;
/** What damage looks like where restic gives no JSON. */
const FINDING =
  /does not exist$|not found|does not match|contains \d+ error|ciphertext verification failed|^error |^\s+id /;

export function createCheckReader() {
  let verdict: CheckEnd["verdict"];
  let errors = 0;
  const findings: string[] = [];

  function note(words: string): void {
    const text = words.trim();
    if (text === "" || ADVICE.test(text)) return;
    errors++;
    if (findings.length < KEPT_FINDINGS) findings.push(text.slice(0, 500));
  }

  function readText(stream: ResticLine["stream"], text: string): void {
    if (text === "no errors were found") verdict = noErrors();
    else if (text.startsWith("Fatal: repository contains errors"))
      verdict = { ...noErrors(), errors: Math.max(1, errors) };
    else if (stream === "stderr" && FINDING.test(text)) note(text);
  }

  return {
    read({ stream, text, message }: Pick<ResticLine, "stream" | "text" | "message">): void {
      const counted = stream === "stdout" ? summary.safeParse(parseJson(text)).data : undefined;
      if (counted !== undefined) verdict = toVerdict(counted);
      else if (message?.message_type === "error") note(message.message ?? "");
      else if (message === undefined) readText(stream, text);
    },
    found: () => ({ verdict, findings }),
  };
}

function toVerdict(counted: z.infer<typeof summary>): CheckEnd["verdict"] {
  return {
    errors: counted.num_errors,
    brokenPacks: counted.broken_packs ?? [],
    suggestsRepairIndex: counted.suggest_repair_index,
  };
}

function noErrors() {
  return { errors: 0, brokenPacks: [], suggestsRepairIndex: false };
}
