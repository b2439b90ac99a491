import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../database.ts";
import { cutOffForTests, dropDatabaseForTests, serverDatabaseForTests } from "../database-for-tests.ts";
import { openPostgres } from "./open-postgres.ts";

let folder: string;
let url: string;
const open = new Set<Database>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-writer-"));
  url = (await serverDatabaseForTests(folder))?.url ?? "";
});
afterEach(async () => {
  for (const db of open) await db.close();
  open.clear();
  await dropDatabaseForTests(folder);
  await rm(folder, { recursive: true });
});

async function openOne(given: { at?: string; onWaiting?: () => Promise<void> } = {}) {
  let lose: (error: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    lose = resolve;
  });
  const { at = url, onWaiting } = given;
  const db = await openPostgres({ url: at, onLost: lose, ...(onWaiting && { onWaiting }) });
  open.add(db);
  return { db, lost };
}

const put = (db: Database, name: string) =>
  db.write((tx) => tx.insertInto("setting").values({ name, value: "x" }).execute());
const names = async (db: Database) =>
  (await db.read.selectFrom("setting").select("name").orderBy("name").execute()).map((row) => row.name);

test("a change that fails takes no other change of its turn with it", async () => {
  const { db } = await openOne();

  const results = await Promise.allSettled([put(db, "one"), put(db, "one"), put(db, "two")]);

  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await names(db)).toEqual(["one", "two"]);
});

test("a change of a machine is heard of when it is made, and once more when others can see it", async () => {
  const { db } = await openOne();
  const heard: unknown[] = [];
  db.onChange((change, isOver) => heard.push({ ...change, isOver }));
  const repository = { ...{ id: "r", name: "NAS", kind: "fs", place_json: "{}", sealed_password: "" } };

  await db.write(async (tx) => {
    const more = { state: "ok", revision: 1, created_at: "", updated_at: "" };
    await tx
      .insertInto("repository")
      .values({ ...repository, ...more })
      .execute();
    expect(heard).toEqual([{ table: "repository", isOver: false }]);
  });
  await db.write((tx) => tx.deleteFrom("repository").execute());

  expect(heard).toEqual([false, true, false, true].map((isOver) => ({ table: "repository", isOver })));
});

test("a text with a zero byte is kept, with a sign in its place", async () => {
  const { db } = await openOne();

  await put(db, "a\0b");

  expect(await names(db)).toEqual(["a\uFFFDb"]);
});

test("the second process waits until the first has gone, and finds all that was told", async () => {
  const first = await openOne();
  await put(first.db, "told");
  let tell: () => void = () => undefined;
  const isWaiting = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const opening = openOne({ onWaiting: async () => tell() });
  await isWaiting;

  await first.db.close();
  open.delete(first.db);
  const second = await opening;

  expect(await names(second.db)).toEqual(["told"]);
});

test("a process whose session was ended writes nothing more, and hears of it", async () => {
  const first = await openOne();
  await put(first.db, "told");

  // In the middle of a change, with its transaction open.
  const cut = first.db.write(async (tx) => {
    await tx.insertInto("setting").values({ name: "half", value: "x" }).execute();
    await cutOffForTests(folder);
    await tx.insertInto("setting").values({ name: "late", value: "x" }).execute();
  });

  await expect(cut).rejects.toThrow();
  expect((await first.lost).message).toMatch(/terminat|ended/i);
  const second = await openOne();
  await expect(put(first.db, "later")).rejects.toThrow();
  await put(second.db, "new");
  expect(await names(second.db)).toEqual(["new", "told"]);
});

test("a network that is cut between a process and the server ends that process", async () => {
  const way = await openWay(folder, url);
  const first = await openOne({ at: way.url });
  await put(first.db, "told");

  way.cut();

  expect((await first.lost).message).toMatch(/terminat|ended|reset/i);
  await expect(put(first.db, "later")).rejects.toThrow();
  const second = await openOne();
  expect(await names(second.db)).toEqual(["told"]);
});

test("what the server refuses is said without the password", async () => {
  const wrong = new URL(url);
  wrong.username = "postgres";
  wrong.password = "hunter2-hunter2";
  wrong.pathname = "/nowhere";

  const failing = openPostgres({ url: wrong.href, onLost: () => undefined });

  const error = await failing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: "3D000" });
  expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain("hunter2");
});

/** A way to the server's socket that can be cut. */
async function openWay(at: string, target: string): Promise<{ url: string; cut: () => void }> {
  const from = new URL(target).searchParams.get("host") ?? "";
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = createConnection(join(from, ".s.PGSQL.5432"));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other).on("error", () => undefined);
      one.on("error", () => undefined).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(join(at, ".s.PGSQL.5432"), resolve));
  const way = new URL(target);
  way.searchParams.set("host", at);
  return {
    url: way.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
