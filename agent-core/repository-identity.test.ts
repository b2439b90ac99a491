import { expect, test } from "vitest";
import { createRepositoryIdentity } from "./repository-identity.ts";
import type { RunCommand } from "./restic/open-restic.ts";
import { createStopSwitch } from "./stop-signal.ts";
import { offerOf } from "./testing/offers.ts";
import { accessTo } from "./testing/restic-session.ts";
import { silentRunLog } from "./testing/silent-log.ts";

const MEANT = "ab".repeat(32);
const OTHER = "cd".repeat(32);

/** A restic that tells which repository it finds, and how often it was asked. */
function place(resticId: string | undefined) {
  let asked = 0;
  let time = 0;
  const run: RunCommand = async ({ onLine }) => {
    asked++;
    if (resticId === undefined) return { exitCode: 10, signal: null, stopped: undefined, words: [] };
    const text = JSON.stringify({ version: 2, id: resticId, chunker_polynomial: "1" });
    await onLine?.({ stream: "stdout", text, message: undefined });
    return { exitCode: 0, signal: null, stopped: undefined, words: [] };
  };
  const identity = createRepositoryIdentity(() => time);
  return {
    asked: () => asked,
    pass: (ms: number) => {
      time += ms;
    },
    check: (
      password = "one",
      mayUse?: (id: string) => boolean,
      kind: "backup" | "snapshots" | "init" = "backup",
      known: { resticId?: string } = { resticId: MEANT },
    ) =>
      identity.check(
        {
          offer: offerOf({ kind, repository: { ...accessTo("/x", password), ...known }, spec: {} }),
          run,
          resticVersion: "0.19.1",
          stop: createStopSwitch(),
          openForCopy: async () => ({ run, close: async () => {} }),
          log: silentRunLog,
          report: () => {},
          folders: { home: "/", tmpDir: "/", cacheDir: "/", restoresDir: "/" },
          now: () => new Date(),
          onKept: async () => {},
        },
        mayUse,
      ),
  };
}

test("another repository at the place is refused by both ids, and reported", async () => {
  const { check } = place(OTHER);

  expect(await check()).toMatchObject({
    refused: { failure: { code: "repository-missing" }, repositoryResticId: OTHER },
  });
});

test("a listing of another repository is none of the one that is meant", async () => {
  expect(await place(OTHER).check("one", undefined, "snapshots")).toMatchObject({
    refused: { failure: { code: "repository-missing" }, repositoryResticId: OTHER },
  });
});

test("nothing is made in the place of a repository that is known and not there, only where none is known", async () => {
  const { check } = place(undefined);

  expect(await check("one", undefined, "init")).toMatchObject({
    refused: { failure: { code: "repository-missing" } },
  });
  expect(await check("one", undefined, "init", {})).toEqual({});
});

test("the right one is looked at again after a day and when its credentials change", async () => {
  const { check, asked, pass } = place(MEANT);

  const first = await check();
  await check();
  const once = asked();
  await check("two");
  const twice = asked();
  pass(86_400_000);
  await check();

  expect({ first, once, twice, thrice: asked() }).toEqual({
    first: { resticId: MEANT },
    once: 1,
    twice: 2,
    thrice: 3,
  });
});

test("one that the machine's own rules do not name is not touched, whatever is done there", async () => {
  const { check } = place(MEANT);

  expect(await check("one", (id) => id === OTHER, "snapshots")).toMatchObject({
    refused: { failure: { code: "not-allowed-here" } },
  });
  expect(await check("one", (id) => id === MEANT)).toEqual({ resticId: MEANT });
});
