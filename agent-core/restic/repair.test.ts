import { expect, test } from "vitest";
import { repair } from "./repair.ts";

const packs = Array.from({ length: 1_000 }, (_, number) => number.toString(16).padStart(64, "0"));

/** Notes what a restic would have got; the number of the first command that fails, if any does. */
function restic(failsAt = Number.POSITIVE_INFINITY) {
  const commands: string[][] = [];
  const run = async ({ args }: { args: string[] }) => {
    commands.push(args);
    const exitCode = commands.length >= failsAt ? 1 : 0;
    return { exitCode, signal: null, stopped: undefined, words: [] };
  };
  return { commands, run };
}

test("as many packs as a step may name go in commands that Windows takes, each pack once", async () => {
  const { commands, run } = restic();

  const { end } = await repair(run, { step: "packs", packs }, 60);

  expect(end.exitCode).toBe(0);
  for (const args of commands) {
    expect(args.slice(0, 2)).toEqual(["repair", "packs"]);
    expect(args.join(" ").length).toBeLessThan(30_000);
  }
  expect(commands.flat().filter((word) => /^[0-9a-f]{64}$/.test(word))).toEqual(packs);
});

test("after a command that failed no further packs are mended", async () => {
  const { commands, run } = restic(2);

  const { end } = await repair(run, { step: "packs", packs }, 60);

  expect(end.exitCode).toBe(1);
  expect(commands).toHaveLength(2);
});
