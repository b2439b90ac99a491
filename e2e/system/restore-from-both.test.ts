import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { createSignInLink } from "#contract/access";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import type { Id } from "#contract/values";
import { holdfast, newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "../browser.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../whole-core.ts";
import { makeFiles } from "./backed-up-folder.ts";

const restic = { HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] };
const LETTER = "Dear Anna,\n";

async function readLetter(folder: string): Promise<string> {
  const file = join(folder, "a letter.txt");
  return until(
    async () => readOrNothing(file),
    (text) => text === LETTER,
    { seconds: 120, what: file },
  );
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

async function signIn(page: Page, { url, call }: WholeCore): Promise<void> {
  const { path } = await call(createSignInLink, {});
  await page.goto(`${url}${path}`);
  await page.getByRole("heading", { name: "Home" }).waitFor();
}

/** The letter of the newest snapshot, through the pages a person sees. */
async function orderRestore(page: Page, target: string, machine?: Id): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Restore" }).click();
  await page.getByRole("checkbox", { name: "Select a letter.txt" }).click();
  if (machine !== undefined) {
    const whereTo = page.getByRole("region", { name: "Where to" });
    await whereTo.getByRole("combobox", { name: "Machine" }).click();
    await page.locator(`[role=option][value="${machine}"]`).filter({ visible: true }).click();
  }
  await page.getByRole("radio", { name: "Into a folder that I choose" }).click();
  await page.getByRole("textbox", { name: "Target folder" }).fill(target);
  await page.getByRole("button", { name: "Restore 1 item" }).click();
  await page.getByRole("button", { name: "Restore now" }).click();
}

test("files come back to a machine from its own pages, and from its orchestrator's once somebody there has allowed it", async () => {
  const [office, laptop] = [newPlace(restic), newPlace(restic)];
  const source = makeFiles(laptop.folder);
  const disk = join(laptop.folder, "disk");
  mkdirSync(disk);
  const upstream = await startWholeCore(office, "--lan", "127.0.0.1:0");
  const follower = await startWholeCore(laptop, "--listen", "127.0.0.2:0");
  const { joinCode } = await upstream.call(createEnrolment, { body: {} });
  expect(await holdfast(laptop, "join", joinCode)).toMatchObject({ code: 0 });
  const { agentId } = await follower.call(getUpstream, {});
  const repository = await upstream.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: join(disk, "repository"), password: "open sesame" },
  });
  const policy = await upstream.call(createPolicy, {
    body: { name: "Documents", repositoryId: repository.id, include: [source] },
  });
  await upstream.call(assignPolicy, { params: { id: policy.id, agentId: agentId ?? "" } });
  const backup = await upstream.call(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: agentId ?? "" },
  });
  expect(await untilEnded(upstream.call, backup.id)).toMatchObject({ status: "succeeded" });

  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const newPage = async () => (await browser.newContext()).newPage();
  const [there, here] = [await newPage(), await newPage()];
  const complaints = [complaintsOf(there), complaintsOf(here)];
  for (const page of [there, here]) page.setDefaultTimeout(60_000);
  await signIn(there, upstream);
  await signIn(here, follower);

  await orderRestore(here, join(laptop.folder, "own"));
  expect(await readLetter(join(laptop.folder, "own"))).toBe(LETTER);

  const target = join(laptop.folder, "from the office");
  await orderRestore(there, target, agentId ?? "");
  const question = here.getByRole("alert").filter({ hasText: "wants to restore files to this computer" });
  await question.waitFor();
  expect(await question.innerText()).toContain(target);
  expect(readOrNothing(join(target, "a letter.txt"))).toBe("");
  expect(await hindrancesOn(here)).toEqual([]);
  await picture(here, "consent");
  await question.getByRole("button", { name: "Allow this restore" }).click();
  expect(await readLetter(target)).toBe(LETTER);
  await question.waitFor({ state: "detached" });
  expect(complaints).toEqual([[], []]);
  await Promise.all([upstream.stop(), follower.stop()]);
});
