import { createInterface } from "node:readline";

/** Questions to the person at the terminal; the answers do not mix with what the command gives. */
export type Ask = {
  /** Undefined where nobody answers. */
  (question: string): Promise<string | undefined>;
  close(): void;
};

export function createAsk(): Ask {
  const reader = createInterface({ input: process.stdin });
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    process.stderr.write(question);
    const { done, value } = await lines.next();
    return done === true ? undefined : String(value).trim();
  };
  return Object.assign(ask, { close: () => reader.close() });
}

export const isYes = (answer: string | undefined) => /^(y|yes)$/i.test(answer ?? "");

export const spaced = (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)}`;
