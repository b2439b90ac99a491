import { addAbortSignal, PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Question, QuestionKind } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { DomainError } from "../http/errors.ts";
import { newId } from "../ids.ts";

export type Asked = {
  agentId: string;
  kind: QuestionKind;
  args: unknown;
  repository?: RepositoryAccess;
  deadlineMs?: number;
  signal?: globalThis.AbortSignal;
};

type Waiting = {
  asked: Asked;
  dueAt: number;
  isTaken: boolean;
  /** Where the answer flows through; the asker gets it with its first byte. */
  answer: PassThrough;
  resolve(answer: Readable): void;
  reject(reason: unknown): void;
};

const FIRST_BYTE_MS = 30_000;

/** Questions of people who wait, in memory only: a restart forgets them, and so does whoever stops waiting. */
export function createQuestionDesk({ wake }: { wake: (agentId: string) => void }) {
  const waiting = new Map<string, Waiting>();

  return {
    /** Resolves with the first byte of the answer. Destroy the stream to stop the machine. */
    async ask(asked: Asked): Promise<Readable> {
      asked.signal?.throwIfAborted();
      const deadlineMs = asked.deadlineMs ?? FIRST_BYTE_MS;
      const questionId = newId();
      const answer = new PassThrough();
      // Whoever reads the stream hears of its failure; before that, nobody does.
      answer.on("error", () => undefined);
      const { promise, resolve, reject } = Promise.withResolvers<Readable>();
      waiting.set(questionId, {
        asked,
        dueAt: performance.now() + deadlineMs,
        isTaken: false,
        answer,
        resolve,
        reject,
      });
      const timer = setTimeout(() => reject(silence(deadlineMs)), deadlineMs);
      const leave = () => reject(asked.signal?.reason);
      asked.signal?.addEventListener("abort", leave);
      if (asked.signal !== undefined) addAbortSignal(asked.signal, answer);
      wake(asked.agentId);
      try {
        return await promise;
      } catch (error) {
        answer.destroy();
        throw error;
      } finally {
        clearTimeout(timer);
        asked.signal?.removeEventListener("abort", leave);
        waiting.delete(questionId);
      }
    },

    /** Whether there is a question that an agent was not given yet. */
    hasFor(agentId: string): boolean {
      for (const { asked, isTaken } of waiting.values())
        if (asked.agentId === agentId && !isTaken) return true;
      return false;
    },

    /** The questions that an agent was not given yet; each is given once. */
    take(agentId: string): Question[] {
      const questions: Question[] = [];
      for (const [questionId, one] of waiting) {
        if (one.asked.agentId !== agentId || one.isTaken) continue;
        one.isTaken = true;
        const { kind, args, repository } = one.asked;
        const deadlineMs = Math.max(1, Math.round(one.dueAt - performance.now()));
        questions.push({ questionId, kind, args, deadlineMs, ...(repository && { repository }) });
      }
      return questions;
    },

    /** Lets an answer flow to its asker until it ends; false where nobody waits for it. */
    async answer(agentId: string, questionId: string, body: Readable): Promise<boolean> {
      const one = waiting.get(questionId);
      if (one === undefined || one.asked.agentId !== agentId) return false;
      waiting.delete(questionId);
      const flowing = pipeline(body, one.answer).catch(() => undefined);
      if (await hasBegun(one.answer)) one.resolve(one.answer);
      else one.reject(brokenOff());
      await flowing;
      return true;
    },
  };
}

/** An answer without a line, like that of an empty folder, becomes readable when it ends. */
function hasBegun(answer: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    answer.once("readable", () => resolve(true));
    answer.once("close", () => resolve(false));
  });
}

export type QuestionDesk = ReturnType<typeof createQuestionDesk>;

export function brokenOff(cause?: unknown): DomainError {
  return new DomainError(
    "machine-did-not-answer",
    "The connection to the machine broke while it answered. Check that it is switched on and online, then try again.",
    { cause },
  );
}

function silence(deadlineMs: number): DomainError {
  return new DomainError(
    "machine-did-not-answer",
    `The machine did not answer within ${Math.ceil(deadlineMs / 1_000)} seconds. It may be asleep, offline or busy; check it, then try again.`,
  );
}
