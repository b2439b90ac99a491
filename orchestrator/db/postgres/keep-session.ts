import type pg from "pg";
import { SILENCE_MS } from "./connection.ts";

const EVERY_MS = 5_000;

/** Says something in the session all the time, and notices when it is gone or nothing is answered any more. */
export function keepSession(session: pg.Client, onLost: (error: Error) => void) {
  let ticking: NodeJS.Timeout | undefined;
  let unansweredSince: number | undefined;
  let isOver = false;

  function lose(error: Error): void {
    if (isOver) return;
    isOver = true;
    clearInterval(ticking);
    onLost(error);
  }

  function ask(): void {
    const now = performance.now();
    if (unansweredSince !== undefined) {
      if (now - unansweredSince > SILENCE_MS) lose(new Error("The database server does not answer."));
      return;
    }
    unansweredSince = now;
    const answered = () => {
      unansweredSince = undefined;
    };
    // A transaction that has failed answers with an error: that is an answer, too.
    session.query("select 1").then(answered, answered);
  }

  session.on("error", lose);
  session.on("end", () => lose(new Error("The connection to the database has ended.")));
  return {
    begin(): void {
      ticking = setInterval(ask, EVERY_MS);
    },
    async end(): Promise<void> {
      isOver = true;
      clearInterval(ticking);
      await session.end().catch(() => undefined);
    },
  };
}
