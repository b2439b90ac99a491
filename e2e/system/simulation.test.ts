import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isSound } from "../simulator/describe-figures.ts";
import { parseOptions } from "../simulator/options.ts";
import { simulate } from "../simulator/simulation.ts";

test.skipIf(process.platform !== "linux").each([["HTTP"], ["TLS"]])(
  "a small fleet lives with a core over %s and through its restart without an error, and all that it was told is in the history (CPU of others is read from /proc)",
  async (transport) => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-simulation-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const options = parseOptions([
      "--restart",
      ...["--agents", "25", "--minutes", "0.25", "--backups", "6", "--backup-seconds", "4"],
      ...(transport === "TLS" ? ["--tls"] : []),
    ]);

    const figures = await simulate(options, folder, () => undefined);

    expect(figures.errors).toEqual({});
    expect(figures).toMatchObject({ wrong: [], core: { errorLines: [] } });
    expect(isSound(figures)).toBe(true);
    expect(figures.kept).toBeGreaterThan(25);
  },
);

test("a number that is none stops it with a sentence", () => {
  expect(() => parseOptions(["--agents", "many"])).toThrow(/--agents is from 1 to 10000/);
});
