import { pathOf } from "#contract/call";
import { answerQuestion, type Question } from "#contract/questions";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log.ts";
import { createRedactor, secretsOf } from "../report/redactor.ts";
import type { WorkFolders } from "../restic/environment.ts";
import type { FoundRestic } from "../restic/find-restic.ts";
import type { Session } from "../session.ts";
import { createStopSwitch, type StopSwitch } from "../stop-signal.ts";
import type { People } from "../tasks/source-roots.ts";
import { countFolders } from "./count-folders.ts";
import { diagnose } from "./diagnose.ts";
import { diff } from "./diff.ts";
import { download } from "./download.ts";
import { find } from "./find.ts";
import { forgetPlan } from "./forget-plan.ts";
import { health } from "./health.ts";
import { keys } from "./keys.ts";
import { listFolders } from "./list-folders.ts";
import { locks } from "./locks.ts";
import { ls } from "./ls.ts";
import { patiently } from "./patiently.ts";
import { probe } from "./probe.ts";
import { Refusal } from "./refusal.ts";
import { restorePlan } from "./restore-plan.ts";
import { tryPolicy } from "./try-policy.ts";

export type AnswerDeps = {
  session: Session;
  findRestic: () => Promise<FoundRestic>;
  inherited: Record<string, string>;
  folders: WorkFolders;
  dataDir: string;
  places: () => Promise<People>;
  journal: Journal;
  rulesFile: string;
  clockOffsetMs: () => number | undefined;
  log: Log;
  signal: AbortSignal;
};

const LINES = answerQuestion.requestMedia;
/** How often a search that finds nothing says that it is alive, and how long it may take in all. */
const SIGN_OF_LIFE_MS = 5_000;
const PATIENCE_MS = 10 * 60_000;

/** Streams one answer to whoever waits for it, and begins within the deadline; never throws, for nobody could do anything about it. */
export async function answer(deps: AnswerDeps, question: Question): Promise<void> {
  const { session, log } = deps;
  const stop = createStopSwitch();
  const end = () => stop.stop("shutdown");
  deps.signal.addEventListener("abort", end, { once: true });
  const deadline = setTimeout(stop.stop, question.deadlineMs, "timed-out");
  try {
    const { questionId } = question;
    const { media, body } = await bodyOf(deps, question, stop);
    const reply = await session.fetch(
      `${session.baseUrl}${pathOf(answerQuestion, { params: { id: session.agentId(), questionId } })}`,
      {
        method: answerQuestion.method,
        headers: { ...session.headers(), "content-type": media },
        body: begun(body, () => clearTimeout(deadline)),
        signal: deps.signal,
      },
    );
    if (!reply.ok) log.info({ questionId, status: reply.status }, "an answer was not taken");
  } catch (error) {
    const { questionId } = question;
    if (isCutOff(error)) log.info({ questionId }, "whoever asked waits no longer");
    else log.warn({ err: error, questionId }, "an answer could not be sent");
  } finally {
    clearTimeout(deadline);
    deps.signal.removeEventListener("abort", end);
    stop.stop("cancelled");
  }
}

/** How an answer ends in its middle when a page is left. */
const CUT_OFF = new Set(["ABORT_ERR", "ERR_STREAM_PREMATURE_CLOSE"]);
const isCutOff = (error: unknown) => CUT_OFF.has((error as NodeJS.ErrnoException | undefined)?.code ?? "");

type Body = { media: string; body: AsyncIterable<Uint8Array> };

/** Lines, or the bytes of an archive once its first is there: until then it can still be refused in words. */
async function bodyOf(deps: AnswerDeps, question: Question, stop: StopSwitch): Promise<Body> {
  if (question.kind !== "dump")
    return { media: LINES, body: toLines(deps, question, () => answerOf(deps, question, stop)) };
  const bytes = download(deps, question, stop);
  try {
    const first = await bytes.next();
    return { media: "application/zip", body: withFirst(first, bytes) };
  } catch (error) {
    return { media: LINES, body: toLines(deps, question, () => Promise.reject(error)) };
  }
}

async function* withFirst(
  first: IteratorResult<Uint8Array, unknown>,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

async function* begun(body: AsyncIterable<Uint8Array>, onFirst: () => void): AsyncGenerator<Uint8Array> {
  for await (const part of body) {
    onFirst();
    yield part;
  }
}

type Answered = AsyncIterable<unknown> | Promise<never>;

async function* toLines(
  deps: AnswerDeps,
  question: Question,
  ask: () => Answered,
): AsyncGenerator<Uint8Array> {
  const redact = createRedactor(question.repository ? secretsOf(question.repository) : []);
  try {
    for await (const one of await ask()) yield one === undefined ? EMPTY_LINE : line(one);
  } catch (error) {
    const code = error instanceof Refusal ? error.code : "internal";
    const message =
      error instanceof Refusal ? error.message : "This machine could not answer. Its log says why.";
    if (!(error instanceof Refusal)) deps.log.error({ err: error }, "a question could not be answered");
    yield line({ error: { code, message: redact(message) } });
  }
}

function answerOf(deps: AnswerDeps, question: Question, stop: StopSwitch): AsyncIterable<unknown> {
  switch (question.kind) {
    case "ls":
      return ls(deps, question, stop);
    case "find":
      return slowly(find(deps, question, stop), stop);
    case "diff":
      return slowly(diff(deps, question, stop), stop);
    case "restore-plan":
      return slowly(restorePlan(deps, question, stop), stop);
    case "probe":
      return probe(deps, question, stop);
    case "locks":
      return locks(deps, question, stop);
    case "keys":
      return keys(deps, question, stop);
    case "forget-plan":
      return forgetPlan(deps, question, stop);
    case "try":
      return tryPolicy(deps, question, stop);
    case "health":
      return health(question);
    case "diagnose":
      return diagnose(deps);
    case "folders":
      return listFolders(deps, question);
    case "folder-sizes":
      return countFolders(deps, question, stop);
    default:
      throw new Refusal(
        "not-allowed-here",
        `This version of Holdfast does not answer questions of kind "${question.kind}". Update it on this machine.`,
      );
  }
}

async function* slowly(lines: AsyncIterable<unknown>, stop: StopSwitch): AsyncGenerator<unknown> {
  const patience = setTimeout(stop.stop, PATIENCE_MS, "timed-out");
  try {
    yield* patiently(lines, SIGN_OF_LIFE_MS);
  } finally {
    clearTimeout(patience);
  }
}

const EMPTY_LINE = Buffer.from("\n");

function line(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
