import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type NoticeChannelInput, noticeChannelInput } from "#contract/notices";
import { deliver } from "./deliver.ts";
import { openMailServer } from "./mail-server-for-tests.ts";
import type { Message } from "./message.ts";

const message: Message = {
  type: "message",
  noticeId: "0193c0de-0000-7000-8000-000000000002",
  at: "2026-11-24T12:00:00.000Z",
  kind: "failure",
  severity: "critical",
  title: "The backup of “Documents” on Ännas-PC failed",
  text: "The password no longer opens the repository “NAS”.\nEnter the right one.",
  replaces: "0193c0de-0000-7000-8000-000000000001",
  items: [],
};
const running = new AbortController().signal;

type Taken = { path: string; headers: IncomingMessage["headers"]; body: string };
let taken: Taken[];
let answer: (request: Taken, reply: ServerResponse) => void;
let server: ReturnType<typeof createServer>;
let url: string;

beforeEach(async () => {
  taken = [];
  answer = (_request, reply) => reply.end("ok");
  server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one = {
        path: `${request.method} ${request.url}`,
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      taken.push(one);
      answer(one, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const channel = (input: object): NoticeChannelInput => noticeChannelInput.parse({ name: "Test", ...input });
const send = (input: object) => deliver(channel(input), message, running);
const body = () => JSON.parse(taken[0]?.body ?? "null") as unknown;

test("each channel tells it in the language of its readers", async () => {
  await send({ kind: "webhook", url: `${url}/hook`, language: "de" });

  expect(body()).toMatchObject({
    title: "Fehlgeschlagen: Sicherung von „Documents“ auf Ännas-PC",
    text: expect.stringContaining("Das Passwort öffnet das Repository „NAS“ nicht mehr."),
  });
});

test.each([
  [{ kind: "slack" }, "POST /hook", { text: expect.stringMatching(/^⛔ \*The backup .* failed\*\n/) }],
  [
    { kind: "discord" },
    "POST /hook",
    { content: expect.stringContaining("**The backup"), allowed_mentions: { parse: [] } },
  ],
  [
    { kind: "teams" },
    "POST /hook",
    {
      type: "message",
      attachments: [
        { contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard" } },
      ],
    },
  ],
  [
    { kind: "webhook", token: "t0ken" },
    "POST /hook",
    {
      product: "holdfast",
      event: "failure",
      severity: "critical",
      title: message.title,
      replaces: message.replaces,
    },
  ],
  [{ kind: "ntfy", topic: "backups", token: "t0ken" }, "POST /", { topic: "backups", priority: 5 }],
  [
    { kind: "telegram", chatId: "-100", token: "1:abc" },
    "POST /bot1:abc/sendMessage",
    { chat_id: "-100", text: expect.stringContaining("Enter the right one.") },
  ],
  [{ kind: "gotify", token: "t0ken" }, "POST /message", { title: message.title, priority: 8 }],
])("%j gets what it understands", async (input, path, expected) => {
  const isServer = ["ntfy", "telegram", "gotify"].includes(input.kind);

  await send(isServer ? { ...input, server: url } : { ...input, url: `${url}/hook` });

  expect(taken[0]?.path).toBe(path);
  expect(body()).toMatchObject(expected);
  if (input.kind === "gotify") expect(taken[0]?.headers["x-gotify-key"]).toBe("t0ken");
  if (["webhook", "ntfy"].includes(input.kind)) expect(taken[0]?.headers.authorization).toBe("Bearer t0ken");
});

test.each([
  ["start", "POST /uuid/start?rid=0193c0de-0000-7000-8000-000000000003"],
  ["success", "POST /uuid?rid=0193c0de-0000-7000-8000-000000000003"],
  ["fail", "POST /uuid/fail?rid=0193c0de-0000-7000-8000-000000000003"],
] as const)("a ping for %s goes to %s", async (state, path) => {
  const ping = { type: "ping", state, runId: "0193c0de-0000-7000-8000-000000000003" } as const;

  await deliver(channel({ kind: "ping", url: `${url}/uuid` }), ping, running);

  expect(taken.map((one) => one.path)).toEqual([path]);
});

test.each([[404], [500]])(
  "status %i is a problem, told without the path, which is secret",
  async (status) => {
    answer = (_request, reply) => reply.writeHead(status).end("secret-path echoed");

    const problem = await send({ kind: "slack", url: `${url}/secret-path` }).catch(String);

    expect(problem).toContain(`answered with status ${status}`);
    expect(problem).not.toContain("secret-path");
  },
);

test("nobody there is a problem in words", async () => {
  const problem = await send({ kind: "slack", url: "http://127.0.0.1:1/secret-path" }).catch(String);

  expect(problem).toMatch(/^DeliveryProblem: 127\.0\.0\.1:1 (refused|could not)/);
  expect(problem).not.toContain("secret-path");
});

test("a redirect is followed on the same host, and to no other, so that nobody sends our message on", async () => {
  answer = ({ path }, reply) =>
    path === "POST /hook" ? reply.writeHead(308, { location: "/new" }).end() : reply.end();
  await send({ kind: "slack", url: `${url}/hook` });
  answer = (_request, reply) => reply.writeHead(302, { location: "http://localhost:9/elsewhere" }).end();
  const problem = await send({ kind: "slack", url: `${url}/hook` }).catch(String);

  expect(taken.map(({ path }) => path)).toEqual(["POST /hook", "POST /new", "POST /hook"]);
  expect(problem).toContain("sends on to another server");
});

test("an answer without an end is cut, not read into memory", async () => {
  let isCut = false;
  answer = (_request, reply) => {
    reply.on("close", () => {
      isCut = true;
    });
    const more = () => {
      if (!isCut && reply.write(Buffer.alloc(16_384))) setImmediate(more);
      else reply.once("drain", more);
    };
    more();
  };

  await send({ kind: "slack", url: `${url}/hook` });

  await expect.poll(() => isCut).toBe(true);
});

test("a server that is silent does not outlive the stop", async () => {
  const stop = new AbortController();
  answer = () => stop.abort();

  await expect(deliver(channel({ kind: "slack", url }), message, stop.signal)).rejects.toThrow("in time");
});

test("texts are cut to what the service takes", async () => {
  const long = { ...message, text: "x".repeat(10_000) };

  await deliver(channel({ kind: "discord", url }), long, running);

  expect((body() as { content: string }).content).toHaveLength(1_900);
});

const mail = (port: number, more: object = {}) =>
  channel({
    kind: "email",
    host: "127.0.0.1",
    port,
    security: "none",
    username: "anna",
    password: "correct horse",
    from: "backups@example.org",
    to: ["anna@example.org"],
    ...more,
  });

test("a mail server takes the message, which names the one it follows", async () => {
  const mailServer = await openMailServer({ password: "correct horse" });

  await deliver(mail(mailServer.port), message, running);
  await mailServer.close();

  const [{ from, to, data } = { from: "", to: [], data: "" }] = mailServer.mails;
  expect({ from, to }).toEqual({ from: "backups@example.org", to: ["anna@example.org"] });
  expect(data).toContain(`Message-ID: <${message.noticeId}@example.org>`);
  expect(data).toContain(`In-Reply-To: <${message.replaces}@example.org>`);
  expect(data).toContain("Auto-Submitted: auto-generated");
  expect(data).toContain("Enter the right one.");
});

test("what people call their machines adds no line to the head of a mail", async () => {
  const mailServer = await openMailServer({ password: "correct horse" });
  const title = "The backup on a\r\nBcc: ben@elsewhere.example failed";

  await deliver(mail(mailServer.port), { ...message, title }, running);
  await mailServer.close();

  const [{ to, data } = { to: [], data: "" }] = mailServer.mails;
  expect(to).toEqual(["anna@example.org"]);
  expect(data).toContain("Subject: The backup on a Bcc:");
});

test("no mail server there is said in words", async () => {
  const problem = await deliver(mail(1), message, running).catch(String);

  expect(problem).toBe("DeliveryProblem: 127.0.0.1 refused the connection.");
});

test("a mail server that refuses tells the reason without the password, even if it says it aloud", async () => {
  const mailServer = await openMailServer({ password: "another" });

  const signIn = await deliver(mail(mailServer.port), message, running).catch(String);
  const stranger = await deliver(
    mail(mailServer.port, { password: "another", to: ["ben@elsewhere.example"] }),
    message,
    running,
  ).catch(String);
  const plain = await deliver(mail(mailServer.port, { security: "starttls" }), message, running).catch(
    String,
  );
  await mailServer.close();

  expect(signIn).toBe("DeliveryProblem: 127.0.0.1 does not accept the user name and password. Status 535.");
  expect(stranger).toContain("does not take mail from this sender or for these addresses");
  expect(plain).toContain("offers no encryption with STARTTLS");
  expect(mailServer.mails).toEqual([]);
});
