import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const project = fileURLToPath(new URL("../..", import.meta.url));
const dockerfile = readFileSync(new URL("Dockerfile", import.meta.url), "utf8");

/** Folders of sources that the image takes over; what is built or installed has its own names. */
function foldersOfImage(): string[] {
  const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)];
  return copied.flatMap(([, from, to]) => (from === to ? [String(from)] : [])).filter(isOfSources);
}

function isOfSources(folder: string): boolean {
  return folder !== "node_modules" && !folder.startsWith("out/");
}

test("the program starts with the folders that the image holds, and no others", { timeout: 60_000 }, () => {
  const image = mkdtempSync(join(tmpdir(), "holdfast-image-"));
  onTestFinished(() => rmSync(image, { recursive: true }));
  for (const folder of foldersOfImage())
    cpSync(join(project, folder), join(image, folder), {
      recursive: true,
      filter: (path) => !path.endsWith("testing") && !/\.test\.tsx?$/.test(path),
    });
  cpSync(join(project, "package.json"), join(image, "package.json"));
  symlinkSync(join(project, "node_modules"), join(image, "node_modules"), "junction");

  const said = execFileSync(process.execPath, [join(image, "electron/cli/bin.mjs"), "core", "--help"], {
    encoding: "utf8",
  });

  expect(foldersOfImage()).toContain("contract");
  expect(said).toContain("run Holdfast: scheduler, agent and interface");
});
