import { type Diagnosis, diagnoseAgent } from "#contract/agents";
import { verifyAuditLog } from "#contract/audit";
import { everyPage } from "#contract/every-page";
import { getLan } from "#contract/lan";
import type { ProbeStep } from "#contract/questions";
import { listRepositories, type Repository, testRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { moment } from "../core/moment.ts";
import type { CoreClient } from "./core-client.ts";
import { localAgentId } from "./local-agent.ts";

export type Check = Diagnosis["checks"][number];

/** What a running core knows: its agent's own look, each repository step by step, the way in for others, whether the audit log is whole, and what failed of late. */
export async function askCore(client: CoreClient): Promise<Check[]> {
  if (client.core.isLimited) return [NOT_FURTHER];
  const groups = await Promise.all([
    askAgent(client),
    tried("Repositories", () => checkRepositories(client)),
    tried("Other machines", () => checkLan(client)),
    tried("Audit log", () => checkAudit(client)),
    tried("Last errors", () => checkRuns(client)),
  ]);
  return groups.flat();
}

const NOT_FURTHER: Check = {
  name: "Everything else",
  status: "warning",
  message:
    "Only an administrator may look further: run this again with sudo (on Windows: in a terminal of an administrator).",
};

async function askAgent(client: CoreClient): Promise<Check[]> {
  return await tried("Agent", async () => {
    const id = await localAgentId(client);
    return (await client.call(diagnoseAgent, { params: { id } })).checks;
  });
}

/** A part that cannot be looked at is a finding, and the others are looked at all the same. */
async function tried(name: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    return [{ name, status: "failed", message: error instanceof Error ? error.message : String(error) }];
  }
}

async function checkRepositories(client: CoreClient): Promise<Check[]> {
  const all = await everyPage((cursor) =>
    client.call(listRepositories, { query: { limit: 200, ...cursor } }),
  );
  if (all.length === 0) return [{ name: "Repositories", status: "warning", message: "There is none yet." }];
  return (await Promise.all(all.map((one) => checkRepository(client, one)))).flat();
}

async function checkRepository(
  client: CoreClient,
  { id, name: title, warnings }: Repository,
): Promise<Check[]> {
  const name = `Repository “${title}”`;
  const found = await tried(name, async () => {
    const { steps } = await client.call(testRepository, { params: { id }, body: {} });
    return [repositoryCheck(name, steps)];
  });
  return [...found, ...warnings.map(({ message }) => ({ name, status: "warning" as const, message }))];
}

/** The steps are name and port, TLS with its certificate, sign-in, password, writing. */
function repositoryCheck(name: string, steps: ProbeStep[]): Check {
  const failed = steps.find(({ status }) => status === "failed");
  if (failed !== undefined)
    return {
      name,
      status: "failed",
      message: `Step “${failed.step}” failed. ${failed.message ?? ""}`.trim(),
    };
  const done = steps.filter(({ status }) => status === "ok");
  return {
    name,
    status: "ok",
    message: done.map(({ step, ms }) => `${step} ${Math.round(ms)} ms`).join(", "),
  };
}

async function checkLan(client: CoreClient): Promise<Check[]> {
  const name = "Other machines";
  const { enabled, problem, addresses, caPin } = await client.call(getLan, {});
  if (problem !== null) return [{ name, status: "failed", message: problem }];
  if (!enabled) return [{ name, status: "ok", message: "None come in here." }];
  return [
    {
      name,
      status: "ok",
      message: `They come in at ${addresses.join(", ")}; pin of the authority ${caPin}.`,
    },
  ];
}

async function checkAudit(client: CoreClient): Promise<Check[]> {
  const name = "Audit log";
  const { entries, brokenAt } = await client.call(verifyAuditLog, {});
  if (brokenAt === null)
    return [
      { name, status: "ok", message: `Nothing was changed or taken out among its ${entries} entries.` },
    ];
  // It stays so for ever, and what else is wrong must go on showing in the exit code.
  return [
    {
      name,
      status: "warning",
      message: `Entry ${brokenAt} was changed, or the one before it was taken out. Look at who can write the database.`,
    },
  ];
}

const DAYS = 7;

async function checkRuns(client: CoreClient): Promise<Check[]> {
  const name = "Last errors";
  const from = new Date(Date.now() - DAYS * 86_400_000).toISOString();
  const { items } = await client.call(listRuns, { query: { status: "failure", from, limit: 5 } });
  if (items.length === 0) return [{ name, status: "ok", message: `No run failed in the last ${DAYS} days.` }];
  return items.map(({ kind, policyName, repositoryName, startedAt, failure }) => ({
    name,
    status: "warning",
    message: `${moment(startedAt)}: ${kind} of ${policyName ?? repositoryName}: ${failure?.code ?? "unknown"}. ${failure?.message ?? ""}`,
  }));
}
