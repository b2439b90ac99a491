import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type Layers, SOURCES } from "./precedence.ts";
import type { Settings } from "./settings.ts";

const some = (settings: Settings) => settings;

test("for each setting the first of organisation, flag, environment, config.toml and provision.json wins", () => {
  const { settings, from } = decide({
    organisation: some({ logLevel: "error" }),
    flag: some({ logLevel: "debug", listen: "127.0.0.1:1" }),
    environment: some({ listen: "127.0.0.1:2", lan: "0.0.0.0:1" }),
    "config.toml": some({ lan: "0.0.0.0:2", cacheMib: 1_000 }),
    "provision.json": some({ cacheMib: 2_000, restic: "/opt/restic" }),
  });

  expect(settings).toEqual({
    logLevel: "error",
    listen: "127.0.0.1:1",
    lan: "0.0.0.0:1",
    cacheMib: 1_000,
    restic: "/opt/restic",
  });
  expect(from).toEqual({
    logLevel: "organisation",
    listen: "flag",
    lan: "environment",
    cacheMib: "config.toml",
    restic: "provision.json",
  });
});

test("whatever is set where, no weaker source ever covers a stronger one", () => {
  const layer = fc.record(
    { cacheMib: fc.nat(), restic: fc.string(), noAgent: fc.boolean() },
    { requiredKeys: [] },
  );
  const all = fc.record(Object.fromEntries(SOURCES.map((source) => [source, layer])));

  const result = fc.check(
    fc.property(all, (given) => {
      const layers = given as Layers;
      const { settings, from } = decide(layers);
      for (const name of ["cacheMib", "restic", "noAgent"] as const) {
        const first = SOURCES.find((source) => layers[source][name] !== undefined);
        expect(from[name]).toBe(first);
        expect(settings[name]).toBe(first && layers[first][name]);
      }
    }),
  );

  expect(result.failed ? `seed ${result.seed}: ${fc.defaultReportMessage(result)}` : "").toBe("");
});
