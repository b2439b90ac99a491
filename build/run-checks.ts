import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allChecks } from "./checks/all-checks.ts";
import { budgets } from "./checks/budget.ts";
import { runChecks } from "./checks/run-checks.ts";
import { soakChecks } from "./checks/soak-checks.ts";
import { systemChecks } from "./checks/system-checks.ts";
import { root } from "./steps/place.ts";

if (process.env["CI"] !== undefined || !process.stdout.isTTY) {
  process.env["NO_COLOR"] = "1";
  delete process.env["FORCE_COLOR"];
}

// Leaving in order also ends what a check has started.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

const [tier = "test", ...args] = process.argv.slice(2);
const tiers = { test: () => allChecks, system: () => systemChecks, soak: () => soakChecks(args) };
if (!(tier in tiers))
  throw new Error(`There are no ${tier} tests; there are ${Object.keys(tiers).join(", ")}.`);
const chosen = tier as keyof typeof tiers;
const allBudgets = budgets.parse(JSON.parse(readFileSync(join(root, "e2e", "budget.json"), "utf8")));
process.exitCode = await runChecks(tiers[chosen](), {
  budget: allBudgets[chosen],
  print: (text) => process.stdout.write(text),
});
