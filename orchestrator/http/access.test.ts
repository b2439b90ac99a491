import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "#contract/access";
import { getOpenApi } from "#contract/status";
import {
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

type Operation = { "x-access": string };
type Route = { method: string; path: string; access: string };

let orchestrator: TestOrchestrator;
let routes: Route[];
let agentKeyHeaders: Record<string, string>;
let viewer: string;

beforeAll(async () => {
  orchestrator = await openOrchestrator();
  const document = (await orchestrator.admin(getOpenApi, {})) as {
    paths: Record<string, Record<string, Operation>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, "0193c0de-0000-7000-8000-000000000001"),
      access: operation["x-access"],
    })),
  );
  viewer = (await orchestrator.admin(createApiToken, { body: { name: "viewer", role: "viewer" } })).token;
  agentKeyHeaders = await keyOfAMachine();
});
afterAll(() => orchestrator.close());

async function keyOfAMachine(): Promise<Record<string, string>> {
  const machine = await joinMachine(orchestrator);
  return { authorization: `Bearer ${machine.key}` };
}

async function statusOf({ method, path }: Route, headers: Record<string, string>): Promise<number> {
  const answer = await orchestrator.fetch(path, { method, headers });
  return answer.status;
}

test("the document lists every kind of route", () => {
  expect(routes.length).toBeGreaterThan(50);
  expect(new Set(routes.map((route) => route.access))).toEqual(
    new Set(["nobody", "enrolment", "agent", "agent-or-viewer", "viewer", "admin"]),
  );
});

test("without a credential only signing in, set-up, the health checks and a machine that wants to join are answered", async () => {
  const open = [];
  for (const route of routes) {
    if ((await statusOf(route, {})) !== 401) open.push(`${route.method} ${route.path}`);
  }

  expect(open.sort()).toEqual([
    "GET /api/v1/pairings/0193c0de-0000-7000-8000-000000000001",
    "GET /api/v1/setup",
    "GET /healthz",
    "GET /readyz",
    "POST /api/v1/pairings",
    "POST /api/v1/pairings/0193c0de-0000-7000-8000-000000000001/reveal",
    "POST /api/v1/session",
    "POST /api/v1/setup",
  ]);
});

test("a made-up or garbled credential opens nothing", async () => {
  const guarded = routes.filter((route) => route.access !== "nobody" && route.access !== "enrolment");
  for (const route of guarded) {
    expect([route.path, await statusOf(route, { authorization: "Bearer hft_forged" })]).toEqual([
      route.path,
      401,
    ]);
    expect([route.path, await statusOf(route, { authorization: "Basic YTpi" })]).toEqual([route.path, 401]);
  }
});

test("an agent's key opens nothing of people's and nothing of another agent's", async () => {
  for (const route of routes.filter(({ access }) => access === "viewer" || access === "admin")) {
    expect([route.path, await statusOf(route, agentKeyHeaders)]).toEqual([route.path, 403]);
  }
  for (const route of routes.filter(({ access }) => access === "agent")) {
    expect([route.path, await statusOf(route, agentKeyHeaders)]).toEqual([route.path, 404]);
  }
});

test("a viewer changes nothing", async () => {
  for (const route of routes.filter(({ access }) => access === "admin")) {
    expect([route.path, await statusOf(route, { authorization: `Bearer ${viewer}` })]).toEqual([
      route.path,
      403,
    ]);
  }
});

test("people do not speak for agents", async () => {
  for (const route of routes.filter(({ access }) => access === "agent")) {
    expect([route.path, await statusOf(route, { authorization: `Bearer ${LOCAL_TOKEN}` })]).toEqual([
      route.path,
      403,
    ]);
  }
});

test("a page of another site gets nothing, whatever credential it carries", async () => {
  const { url } = await orchestrator.listen();
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${LOCAL_TOKEN}`, ...headers } }))
      .status;

  expect(await status({})).toBe(200);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
});

test("what a browser shows comes with a policy of what it may load", async () => {
  const { headers } = await orchestrator.fetch("/healthz", { method: "GET", headers: {} });
  const policy = headers.get("content-security-policy") ?? "";

  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
});

test("a wrong body is answered with the fields that are wrong", async () => {
  const answer = await orchestrator.fetch("/api/v1/policies", {
    method: "POST",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "x", include: [], colour: "red" }),
  });

  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toMatch("application/problem+json");
  const { errors } = JSON.parse(await answer.text()) as { errors: { path: string; message: string }[] };
  expect(errors).toEqual(
    expect.arrayContaining([
      { path: "name", message: "at least 3 characters" },
      { path: "repositoryId", message: "is needed" },
      { path: "include", message: "a policy needs at least one folder" },
      { path: "colour", message: "is not a field that can be given here" },
    ]),
  );
});
