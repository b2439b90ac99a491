import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, openBrowser } from "../browser.ts";
import { startWholeCore, untilEnded } from "../whole-core.ts";

const PASSWORD = "correct-horse-9";

test("whoever plugs the disk in again and tries once more sees the new attempt, not the one that failed", async () => {
  const place = newPlace({
    HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"],
    HOLDFAST_ADMIN_PASSWORD: PASSWORD,
  });
  const documents = join(place.folder, "Documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "a letter.txt"), "Dear Anna,\n");
  const core = await startWholeCore(place);
  const disk = join(place.folder, "disk");
  const repository = await core.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: disk, password: "open sesame" },
  });
  const policy = await core.call(createPolicy, {
    body: { name: "Letters", repositoryId: repository.id, include: [documents] },
  });
  await core.call(assignPolicy, { params: { id: policy.id, agentId: core.agentId } });
  const backUp = async () => {
    const body = { kind: "backup" as const, agentId: core.agentId, policyId: policy.id };
    return untilEnded(core.call, (await core.call(createTask, { body })).id);
  };
  await backUp();
  renameSync(disk, `${disk} unplugged`);
  const { lastRunId } = await backUp();
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = complaintsOf(page);
  await page.request.post(`${core.url}/api/v1/session`, {
    data: { username: "admin", password: PASSWORD },
    headers: { origin: core.url },
  });

  await page.goto(core.url);
  await page.getByText("The last backup of Letters failed.").waitFor();
  await page.getByRole("link", { name: "See what happened" }).click();
  await page.getByText("There is no repository at the place of “Disk”.").waitFor();
  renameSync(`${disk} unplugged`, disk);
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByRole("log").getByText("Ended: success").waitFor();

  expect(new URL(page.url()).pathname).not.toContain(lastRunId);
  expect(complaints).toEqual([]);
  await core.stop();
});
