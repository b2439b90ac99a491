import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withoutSecrets } from "./without-secrets.ts";
import { zipOf } from "./zip-file.ts";

const python = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!python)("another program reads the archive as it was written (needs python3)", () => {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-zip-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, "a.zip");
  const entries = [
    { name: "report.txt", text: "alles gut: ü\n" },
    { name: "logs/core.log", text: "line\n".repeat(50_000) },
    { name: "empty", text: "" },
  ];
  writeFileSync(path, zipOf(entries, new Date("2026-11-26T11:00:00")));

  const script =
    "import zipfile, json, sys; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([{'name': n, 'text': z.read(n).decode()} for n in z.namelist()]))";
  const { stdout, stderr } = spawnSync("python3", ["-c", script, path], { encoding: "utf8", maxBuffer: 1e7 });

  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(entries);
});

test("secrets do not leave the computer", () => {
  const text = [
    "hfa_abcdefgh hfe_12345678 hf1.abc.def lease_zzz",
    "Authorization: Bearer abc.def",
    "rest:https://anna:hunter2@nas:8000/x/",
    '{"password":"hunter2","repositoryToken": "hunter2", "note":"stays"}',
    "backendPassword=hunter2 stays",
  ].join("\n");

  const safe = withoutSecrets(text);

  expect(safe).not.toMatch(/hunter2|abcdefgh|12345678|abc\.def|zzz/);
  expect(safe.match(/stays/g)).toHaveLength(2);
  expect(safe).toContain("rest:https://anna:***@nas:8000/x/");
});
