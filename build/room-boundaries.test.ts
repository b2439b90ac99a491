import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { root } from "./steps/place.ts";

type Case = [importer: string, imported: string];

/** The table of rooms in docs/architecture.md, turned round: what each of them must not import. */
const FORBIDDEN: Case[] = [
  ["contract/a.ts", "../agent-core/start.ts"],
  ["contract/b.ts", "../orchestrator/start.ts"],
  ["contract/c.ts", "node:fs"],
  ["contract/d.ts", "fastify"],
  ["contract/e.ts", "#contract/values"],
  ["contract/f.ts", "kysely/migration"],
  ["agent-core/a.ts", "../orchestrator/start.ts"],
  ["agent-core/restic/b.ts", "../../orchestrator/tasks/claim-task.ts"],
  ["agent-core/c.ts", "../renderer/main.tsx"],
  ["agent-core/d.ts", "../electron/core/start-core.ts"],
  ["agent-core/e.ts", "better-sqlite3"],
  ["agent-core/f.test.ts", "../orchestrator/start.ts"],
  ["orchestrator/a.ts", "../agent-core/start.ts"],
  ["orchestrator/tasks/b.ts", "../../agent-core/execute-task.ts"],
  ["orchestrator/c.ts", "../renderer/main.tsx"],
  ["orchestrator/d.ts", "../electron/core/start-core.ts"],
  ["orchestrator/e.ts", "electron"],
  ["renderer/a.ts", "../orchestrator/start.ts"],
  ["renderer/components/b.tsx", "../../agent-core/start.ts"],
  ["renderer/c.ts", "../electron/desktop/main.ts"],
  ["renderer/d.ts", "electron"],
  ["renderer/e.ts", "node:fs"],
  ["renderer/features/runs/f.ts", "../policies/policy-form.ts"],
  ["renderer/features/runs/g.ts", "../../../orchestrator/start.ts"],
  ["renderer/features/runs/h.ts", "../../features/policies/policy-form.ts"],
  ["electron/core/a.ts", "../../orchestrator/tasks/claim-task.ts"],
  ["electron/core/b.ts", "../../agent-core/restic/run-restic.ts"],
  ["electron/core/c.ts", "../cli/words.ts"],
  ["electron/core/d.ts", "../desktop/main.ts"],
  ["electron/core/e.ts", "../service/service-plan.ts"],
  ["electron/cli/c.ts", "../../renderer/main.tsx"],
  ["electron/cli/d.ts", "electron"],
  ["electron/cli/e.ts", "../desktop/find-core.ts"],
  ["electron/cli/commands/f.ts", "../../desktop/find-core.ts"],
  ["electron/service/a.ts", "../../orchestrator/start.ts"],
  ["electron/service/b.ts", "../cli/words.ts"],
  ["electron/service/c.ts", "../desktop/main.ts"],
  ["electron/desktop/e.ts", "../../orchestrator/start.ts"],
  ["electron/desktop/f.ts", "../../agent-core/start.ts"],
  ["electron/desktop/g.ts", "../cli/words.ts"],
  ["electron/desktop/h.ts", "../service/service-plan.ts"],
];

const ALLOWED: Case[] = [
  ["contract/y.ts", "zod"],
  ["contract/z.ts", "./values.ts"],
  ["agent-core/z.ts", "#contract/task"],
  ["orchestrator/y.ts", "#contract/task"],
  ["orchestrator/tasks/z.ts", "../db/database.ts"],
  ["renderer/y.ts", "#contract/runs"],
  ["renderer/features/runs/x.ts", "./run-filter.ts"],
  ["renderer/features/runs/y.ts", "../../components/page.tsx"],
  ["renderer/routes.ts", "./features/runs/runs-page.tsx"],
  ["electron/core/y.ts", "../../orchestrator/start.ts"],
  ["electron/core/z.ts", "../../agent-core/start.ts"],
  ["electron/core/x.test.ts", "../cli/testing/holdfast-process.ts"],
  ["electron/cli/y.ts", "../../orchestrator/start.ts"],
  ["electron/cli/z.ts", "../core/admin-file.ts"],
  ["electron/cli/commands/x.ts", "../../service/service-plan.ts"],
  ["electron/service/z.ts", "../core/folders.ts"],
  ["electron/desktop/x.ts", "../core/moment.ts"],
  ["electron/desktop/y.ts", "electron"],
  ["electron/desktop/z.ts", "#contract/status"],
  ["e2e/x.ts", "../orchestrator/start.ts"],
  ["e2e/y.ts", "../agent-core/start.ts"],
  ["e2e/z.ts", "../electron/core/start-core.ts"],
];

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let folder = "";
let complainedAbout: Set<string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-rooms-"));
  for (const name of ["biome.json", ".gitignore", "package.json"])
    copyFileSync(join(root, name), join(folder, name));
  for (const [importer, imported] of [...FORBIDDEN, ...ALLOWED]) {
    mkdirSync(dirname(join(folder, importer)), { recursive: true });
    writeFileSync(join(folder, importer), `import { x } from "${imported}";\nexport const y = x;\n`);
  }
  complainedAbout = filesWithFindings();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesWithFindings(): Set<string> {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const rules = ["style/noRestrictedImports", "correctness/noNodejsModules"].map((rule) => `--only=${rule}`);
  const args = [biome, "lint", ...rules, "--reporter=json", "--max-diagnostics=none", "."];
  const { diagnostics } = report.parse(JSON.parse(outputOf(args)));
  return new Set(diagnostics.map(({ location }) => location.path));
}

/** Biome ends with 1 where it found something, which here is what it should do. */
function outputOf(args: string[]): string {
  try {
    return execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    return z.object({ stdout: z.string() }).parse(error).stdout;
  }
}

test.each(FORBIDDEN)("%s may not import %s", (importer) => {
  expect(complainedAbout).toContain(importer);
});

test.each(ALLOWED)("%s may import %s", (importer) => {
  expect(complainedAbout).not.toContain(importer);
});
