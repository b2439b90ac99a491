import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { getMe } from "#contract/access";
import { guard } from "./guard.ts";
import { serve } from "./serve.ts";
import { createServer } from "./server.ts";

const failures: [string, () => Promise<never>][] = [
  ["an error is thrown", () => expect.fail("the database is locked")],
  ["it is rejected with an error", () => Promise.reject(new Error("the database is locked"))],
  ["it is rejected with nothing", () => Promise.reject(undefined)],
];

test.each(failures)(
  "nobody gets in, and nobody waits, where it cannot be told who asks: %s",
  async (_how, identify) => {
    const app = await createServer(pino({ level: "silent" }));
    onTestFinished(() => app.close());
    guard(app, identify);
    let served = 0;
    serve(
      app,
      getMe,
    )(async () => {
      served += 1;
      throw new Error("got in");
    });

    const answer = await app.inject({ method: "GET", url: getMe.path, headers: { host: "localhost" } });

    expect(answer.statusCode).toBe(500);
    expect(served).toBe(0);
  },
);
