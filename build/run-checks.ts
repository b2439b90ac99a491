import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allChecks } from "./checks/all-checks.ts";
import { budget } from "./checks/budget.ts";
import { runChecks } from "./checks/run-checks.ts";
import { root } from "./steps/place.ts";

if (process.env["CI"] !== undefined || !process.stdout.isTTY) {
  process.env["NO_COLOR"] = "1";
  delete process.env["FORCE_COLOR"];
}

// Leaving in order also ends what a check has started.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

const budgetPath = join(root, "e2e", "budget.json");
process.exitCode = await runChecks(allChecks, {
  budget: budget.parse(JSON.parse(readFileSync(budgetPath, "utf8"))),
  print: (text) => process.stdout.write(text),
});
