import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import {
  appendLog,
  heartbeat,
  heartbeatBody,
  logChunk,
  pollTasks,
  registerAgent,
  registration,
  reportProgress,
  reportResult,
  reportRun,
} from "#contract/agent-protocol";
import { runReport } from "#contract/outcome";
import { problemKinds } from "#contract/problem";
import { question, questionKind } from "#contract/questions";
import { backupSpec, taskOffer } from "#contract/task";
import { LOCAL_TOKEN, openOrchestrator } from "../orchestrator-for-tests.ts";
import { checkChunk } from "../runs/check-chunk.ts";

const root = join(import.meta.dirname, "../..");
const protocol = readFileSync(join(root, "docs", "PROTOCOL.md"), "utf8");
const examples = [...protocol.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => JSON.parse(text));

const SHAPES: [name: string, schema: z.ZodType][] = [
  ["a registration", registerAgent.body],
  ["its answer", registerAgent.reply],
  ["a heartbeat", heartbeat.body],
  ["its answer", heartbeat.reply],
  ["the answer to a poll", pollTasks.reply],
  ["progress", reportProgress.body],
  ["a chunk of log", appendLog.body],
  ["a result", reportResult.body],
  ["a run done while away", reportRun.body],
  ["a question", question],
];

test.each(SHAPES.map(([name, schema], at) => ({ name, schema, at })))(
  "the page on the protocol shows $name that can be sent, and no field that would be passed over",
  ({ schema, at }) => {
    expect(schema.parse(examples[at])).toMatchObject(examples[at]);
    expect(examples).toHaveLength(SHAPES.length);
  },
);

test("the backup and the chunk of log that it shows would be taken", async () => {
  const poll = examples.find((one) => "tasks" in one);
  const { spec } = poll.tasks[0];
  const chunk = appendLog.body.parse(examples.find((one) => "data" in one));

  expect(backupSpec.parse(spec)).toMatchObject(spec);
  expect(await checkChunk(chunk)).toMatchObject({ seq: 0 });
});

test("it names every kind of question, and no code that no problem has", () => {
  const rows = [...protocol.matchAll(/^\| `([a-z-]+)` \|.*\| (?:yes|named, refused) \|$/gm)];
  const codes = [...protocol.matchAll(/^\| \d{3}[^|]*\| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code = ""]) => code),
  );

  expect(rows.map(([, kind]) => kind).sort()).toEqual([...questionKind.options].sort());
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !(code in problemKinds))).toEqual([]);
});

test("it speaks of every field that an agent can send or is offered", () => {
  const shapes = [registration, heartbeatBody, logChunk, runReport, taskOffer, question];
  const fields = new Set(shapes.flatMap(({ shape }) => Object.keys(shape)));

  expect(
    [...fields].filter((field) => !new RegExp(`[\`"]([a-z]+\\.)?${field}["\`.:?[]`).test(protocol)),
  ).toEqual([]);
});

/** A method and an address, with or without what all begin with. */
const REQUEST = /`(GET|POST|PUT|PATCH|DELETE) (?:\/api\/v1)?(\/[^`\s?]+)/g;
const anyId = (path: string) => path.replace(/\{[^}]*\}/g, "*");

test("every request that a page names is served", async () => {
  const orchestrator = await openOrchestrator();
  const answer = await orchestrator.fetch("/openapi.json", {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(await answer.text()));
  await orchestrator.close();
  const served = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${anyId(path.replace(/^\/api\/v1/, ""))}`,
      ),
    ),
  );
  const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
  const named = pages
    .filter((page) => page.endsWith(".md"))
    .flatMap((page) =>
      [...readFileSync(join(root, page), "utf8").matchAll(REQUEST)].map(([, method, path = ""]) => ({
        page,
        request: `${method} ${anyId(path)}`,
      })),
    );

  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ request }) => !served.has(request))).toEqual([]);
});
