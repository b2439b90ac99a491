import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleFindings, firstLoad } from "./bundle-size.ts";

function built(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-bundle-"));
  mkdirSync(join(folder, "assets"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const page = '<script type="module" src="/assets/index-a.js"></script><link href="/assets/index-a.css">';
/** Nothing makes it smaller. */
const bulk = (bytes: number) => `/*${randomBytes(bytes).toString("latin1")}*/`;

test("what is imported at once is counted, once, and what is imported later is not", () => {
  const folder = built({
    "index.html": page,
    "assets/index-a.js": 'import{a}from"./shared-b.js";import("./chart-c.js");',
    "assets/index-a.css": "body{margin:0}",
    "assets/dashboard-page-d.js": 'import{a as b}from"./shared-b.js";',
    "assets/shared-b.js": bulk(20_000),
    "assets/chart-c.js": bulk(90_000),
  });

  const { js, css } = firstLoad(folder);

  expect(js).toBeGreaterThan(20_000);
  expect(js).toBeLessThan(60_000);
  expect(css).toBeLessThan(100);
});

test("a bundle over its limit is named with its size", () => {
  const folder = built({ "index.html": page, "assets/index-a.js": bulk(5_000), "assets/index-a.css": "" });

  const findings = bundleFindings(folder, { js: 3_000, css: 3_000 });

  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain("first load of js");
});

test("an interface that was not built is a finding, not a pass", () => {
  expect(bundleFindings(tmpdir())).toHaveLength(1);
});
