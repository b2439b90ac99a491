import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { injectFetch } from "../http/inject-fetch.ts";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { askLines } from "./ask-lines.ts";
import { createQuestionDesk } from "./desk.ts";

const agentId = "0193c0de-0000-7000-8000-000000000001";
const otherId = "0193c0de-0000-7000-8000-000000000002";
const question = { agentId, kind: "ls", args: { path: "/" } } as const;

function openDesk() {
  const woken: string[] = [];
  return { woken, ...createQuestionDesk({ wake: (id) => void woken.push(id) }) };
}

test("a question wakes its machine, is given once, and its answer flows to who asked", async () => {
  const desk = openDesk();
  const asking = desk.ask(question);

  const [taken] = desk.take(agentId);
  const answered = desk.answer(agentId, taken?.questionId ?? "", Readable.from(["one\n", "two\n"]));

  expect(desk.woken).toEqual([agentId]);
  expect(taken).toMatchObject({ kind: "ls", args: { path: "/" } });
  expect(desk.take(agentId)).toEqual([]);
  expect(await text(await asking)).toBe("one\ntwo\n");
  expect(await answered).toBe(true);
});

test("an answer without a line is an answer", async () => {
  const desk = openDesk();
  const asking = desk.ask(question);

  const answered = desk.answer(agentId, desk.take(agentId)[0]?.questionId ?? "", Readable.from([]));

  expect(await text(await asking)).toBe("");
  expect(await answered).toBe(true);
});

test("a machine that says nothing in time is given up", async () => {
  const desk = openDesk();

  await expect(desk.ask({ ...question, deadlineMs: 20 })).rejects.toMatchObject({
    code: "machine-did-not-answer",
  });

  expect(desk.take(agentId)).toEqual([]);
});

test("an answer that begins too late, or without a byte, is cut off", async () => {
  const desk = openDesk();
  const asking = desk.ask({ ...question, deadlineMs: 50 });
  const body = new PassThrough();
  const answered = desk.answer(agentId, desk.take(agentId)[0]?.questionId ?? "", body);

  await expect(asking).rejects.toMatchObject({ code: "machine-did-not-answer" });

  expect(await answered).toBe(true);
  expect(body.destroyed).toBe(true);
});

test("nobody answers the question of another machine, and nobody answers twice", async () => {
  const desk = openDesk();
  const asking = desk.ask(question);
  expect(desk.take(otherId)).toEqual([]);
  const id = desk.take(agentId)[0]?.questionId ?? "";

  expect(await desk.answer(otherId, id, Readable.from(["forged"]))).toBe(false);
  const answered = desk.answer(agentId, id, Readable.from(["true"]));
  expect(await desk.answer(agentId, id, Readable.from(["again"]))).toBe(false);

  expect(await text(await asking)).toBe("true");
  await answered;
});

test("who stops waiting is forgotten", async () => {
  const desk = openDesk();
  const gone = new AbortController();
  const asking = desk.ask({ ...question, signal: gone.signal });

  gone.abort(new Error("hung up"));

  await expect(asking).rejects.toThrow("hung up");
  expect(desk.take(agentId)).toEqual([]);
});

test("a long answer waits for a slow reader, and ends when the reader goes", async () => {
  const desk = openDesk();
  const asking = desk.ask(question);
  let sent = 0;
  const endless = Readable.from(
    (function* () {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(16_384);
      }
    })(),
    { objectMode: false },
  );
  const answered = desk.answer(agentId, desk.take(agentId)[0]?.questionId ?? "", endless);
  const answer = await asking;
  await once(answer, "readable");
  const before = sent;

  answer.destroy();
  await answered;

  expect(before).toBeLessThan(20);
  expect(endless.destroyed).toBe(true);
});

const line = z.object({ n: z.number() });

async function linesOf(body: Readable): Promise<unknown[]> {
  const desk = openDesk();
  const lines: unknown[] = [];
  const reading = (async () => {
    for await (const one of askLines(desk, question, line)) lines.push(one);
  })();
  const answered = desk.answer(agentId, desk.take(agentId)[0]?.questionId ?? "", body);
  await Promise.all([reading, answered]);
  return lines;
}

test("the lines of an answer are checked, wherever the network cut them", async () => {
  expect(await linesOf(Readable.from(['{"n":', "1}\n\n", '{"n":2}\n{"n"', ":3}"]))).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ]);
  await expect(linesOf(Readable.from(["what?\n"]))).rejects.toMatchObject({ code: "machine-refused" });
  await expect(linesOf(Readable.from(['{"m":1}\n']))).rejects.toMatchObject({ code: "machine-refused" });
});

test("a refusal at the end of an answer is told in its own words", async () => {
  const refusal = { error: { code: "wrong-password", message: "The password does not open it." } };

  await expect(linesOf(Readable.from(['{"n":1}\n', JSON.stringify(refusal)]))).rejects.toMatchObject({
    code: "machine-refused",
    message: "The password does not open it.",
  });
});

test("half an answer is not taken for a whole one", async () => {
  const body = new PassThrough();
  const reading = linesOf(body);
  body.write('{"n":1}\n');
  setImmediate(() => body.destroy(new Error("cable out")));

  await expect(reading).rejects.toMatchObject({ code: "machine-did-not-answer" });
});

let server: Server;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

test("over HTTP an unknown question, or that of another machine, is not found", async () => {
  const [one, other] = [await server.agent(), await server.agent()];
  const asking = server.desk.ask({ ...question, agentId: one.id });
  const id = server.desk.take(one.id)[0]?.questionId;
  const post = (agent: string) =>
    server.send(`POST /agents/${agent}/questions/${id}/answer`, {
      as: `agent ${agent}`,
      body: "{}",
      headers: { "content-type": "application/x-ndjson" },
    });

  expect((await post(other.id)).status).toBe(404);
  expect((await post(one.id)).status).toBe(204);
  expect((await post(one.id)).status).toBe(404);
  expect(await text(await asking)).toBe("{}");
});

test("over a socket the machine notices that the asker went", async () => {
  const agent = await server.agent();
  const url = new URL(await server.app.listen({ host: "127.0.0.1", port: 0 }));
  const asking = server.desk.ask({ ...question, agentId: agent.id });
  const id = server.desk.take(agent.id)[0]?.questionId;
  const upload = httpRequest({
    host: url.hostname,
    port: url.port,
    method: "POST",
    path: `/api/v1/agents/${agent.id}/questions/${id}/answer`,
    headers: { authorization: `Bearer agent ${agent.id}`, "content-type": "application/x-ndjson" },
  });
  const closed = vi.fn();
  upload.on("error", closed);
  upload.write("first\n");

  (await asking).destroy();

  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});

test("within the process the machine notices it just the same", async () => {
  const agent = await server.agent();
  const asking = server.desk.ask({ ...question, agentId: agent.id });
  const id = server.desk.take(agent.id)[0]?.questionId;
  const body = new PassThrough();
  const upload = injectFetch(server.app)(`/api/v1/agents/${agent.id}/questions/${id}/answer`, {
    method: "POST",
    headers: { authorization: `Bearer agent ${agent.id}`, "content-type": "application/x-ndjson" },
    body,
  });
  const ended = expect(upload).rejects.toThrow();
  body.write("first\n");

  (await asking).destroy();

  await ended;
});
