import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getForgetPlan, previewRetention } from "#contract/maintenance";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, getRepository, listRepositories } from "#contract/repositories";
import { acknowledgeWarnings } from "#contract/repository-warnings";
import { getRun } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { hasRestServer } from "../../agent-core/testing/config.ts";
import { startRestServer, USER } from "../../agent-core/testing/servers/rest-server.ts";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, untilEnded, type WholeCore } from "../whole-core.ts";
import { backUp, endedRun, makeFiles } from "./backed-up-folder.ts";

const { HOLDFAST_RESTIC = "restic", PATH } = process.env;
const PASSWORD = "open sesame";
const RETENTION = { keepLast: 2, keepDaily: 3 };
const DAY_MS = 86_400_000;
const skipped = hasRestServer() ? "" : " (skipped: no rest-server; npm run test:system brings one)";

let core: WholeCore;
let repositoryId: string;
let policyId: string;

/** As the machine whose sign-in was stolen could do it: with the password, against the server that only takes. */
function stolen(folder: string, url: string) {
  return (...args: string[]) =>
    execFileSync(HOLDFAST_RESTIC, ["-r", `rest:${url}`, "--no-cache", ...args], {
      env: {
        ...{ PATH, HOME: folder, RESTIC_PASSWORD: PASSWORD, TZ: "UTC" },
        ...{ RESTIC_REST_USERNAME: USER.username, RESTIC_REST_PASSWORD: USER.password },
      },
      stdio: "pipe",
    }).toString();
}

type Told = { id: string; hostname: string; tags: string[] };

async function work(kind: "prune" | "snapshots", confirm = false) {
  const body = { kind, repositoryId, ...(confirm && { confirm }) };
  const task = await core.call(createTask, {
    body: kind === "snapshots" ? { ...body, agentId: core.agentId } : body,
  });
  const { lastRunId } = await untilEnded(core.call, task.id, 200);
  return core.call(getRun, { params: { id: lastRunId ?? "" } });
}

async function toBeRemoved(): Promise<string[]> {
  const { items } = await core.call(getForgetPlan, { params: { id: repositoryId }, query: {} });
  const preview = await core.call(previewRetention, {
    params: { id: policyId },
    body: { retention: { ...RETENTION, keepLast: 1 } },
  });
  return [...items, ...preview.items].flatMap(({ remove }) => remove.map(({ id }) => id));
}

/** The attack of restic's own documentation (060_forget, “Security considerations in append-only mode”). */
test.skipIf(!hasRestServer())(
  `snapshots that are added to an append-only server with chosen times push no good one out of a rule${skipped}`,
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC, PATH });
    const source = makeFiles(place.folder);
    core = await startWholeCore(place);
    const adding = await startRestServer(place.folder, { appendOnly: true });
    const deleting = await startRestServer(place.folder);
    const credentials = { writer: USER, maintainer: { ...USER, url: deleting.url } };
    ({ id: repositoryId } = await core.call(createRepository, {
      body: { kind: "rest-server", name: "NAS", url: adding.url, password: PASSWORD, credentials },
    }));
    await endedRun(core, { repository: repositoryId });
    const draft = { name: "Documents", repositoryId, include: [source], retention: RETENTION };
    ({ id: policyId } = await core.call(createPolicy, { body: draft }));
    await core.call(assignPolicy, { params: { id: policyId, agentId: core.agentId } });
    for (const text of ["one", "two"]) {
      writeFileSync(join(source, "letter.txt"), text);
      expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
    }
    await work("snapshots");
    const attack = stolen(place.folder, adding.url);
    const listed = () => JSON.parse(attack("snapshots", "--json")) as Told[];
    const good = listed();
    const ids = good.map(({ id }) => id);
    expect(ids).toHaveLength(2);

    const [model] = good;
    const disguise = [`--host=${model?.hostname}`, `--tag=${model?.tags.join(",")}`];
    for (let day = 1; day <= 4; day++) {
      const time = new Date(Date.now() + day * DAY_MS).toISOString().slice(0, 19).replace("T", " ");
      attack("backup", join(source, "Taxes"), ...disguise, `--time=${time}`);
    }
    // Without Holdfast it works: restic's plan for the same rules removes every good one.
    const bare = ["forget", "--dry-run", "--json", "--no-lock", "--group-by=host,tags"];
    const [plan] = JSON.parse(attack(...bare, "--keep-last=2", "--keep-daily=3")) as { remove: Told[] }[];
    expect(plan?.remove.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));

    expect(await toBeRemoved()).not.toContainEqual(expect.toBeOneOf(ids));
    expect(await work("prune", true)).toMatchObject({ failure: { code: "not-allowed-here" } });
    await work("snapshots");
    const { frozen, warnings } = await core.call(getRepository, { params: { id: repositoryId } });
    expect(frozen).not.toBeNull();
    expect(warnings.map(({ code }) => code)).toContain("snapshot-unknown");
    const again = core.call(createTask, { body: { kind: "prune", repositoryId, confirm: true } });
    await expect(again).rejects.toMatchObject({ problem: { code: "wrong-state" } });
    expect(await toBeRemoved()).not.toContainEqual(expect.toBeOneOf(ids));

    // Not even a person who waves it all through loses a good one.
    await core.call(acknowledgeWarnings, { params: { id: repositoryId }, body: {} });
    expect(await toBeRemoved()).not.toContainEqual(expect.toBeOneOf(ids));
    expect(await work("prune", true)).toMatchObject({ status: "success" });
    expect(listed().map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect((await core.call(listRepositories, { query: {} })).items[0]?.frozen).toBeNull();
  },
);
