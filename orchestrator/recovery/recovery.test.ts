import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRecoveryKit, kitContent, makeKitFile } from "#contract/recovery";
import { getRepository } from "#contract/repositories";
import {
  changeFolderRepository,
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { openKit, sealKit } from "./kit-file.ts";
import { readRecoveryCode } from "./recovery-code.ts";

let orchestrator: TestOrchestrator;
let id: string;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  id = (await protect(orchestrator, await joinMachine(orchestrator))).repository.id;
});
afterEach(() => orchestrator.close());

const kit = async () => (await orchestrator.admin(getRepository, { params: { id } })).kit;
const make = () => orchestrator.admin(makeKitFile, {});

test("an encrypted kit holds everything, opens with its code however it is typed, and with no other", async () => {
  const { file, recoveryCode } = await make();

  const content = await openKit(file, recoveryCode.toLowerCase().replaceAll("-", " ").replaceAll("0", "o"));

  expect(JSON.stringify(file)).not.toContain("open sesame");
  expect(content.repositories).toMatchObject([{ id, access: { credentials: { password: "open sesame" } } }]);
  expect(Object.keys(content.rows)).toEqual(
    expect.arrayContaining(["agent", "policy", "assignment", "setting"]),
  );
  const other = (await make()).recoveryCode;
  await expect(openKit(file, other)).rejects.toThrow(/does not open this file/);
});

test("a kit that was changed does not open", async () => {
  const { file, recoveryCode } = await make();
  const flipped = Buffer.from(file.sealed, "base64");
  flipped[9] = (flipped[9] ?? 0) ^ 1;

  await expect(openKit({ ...file, sealed: flipped.toString("base64") }, recoveryCode)).rejects.toThrow();
  await expect(openKit({ ...file, madeAt: "2020-01-01T00:00:00.000Z" }, recoveryCode)).rejects.toThrow();
});

test("what is no code is told apart from a wrong one", () => {
  expect(() => readRecoveryCode("ABCD-1234")).toThrow(/seven groups of four/);
});

test("a kit is made, and stale when the password changes, until it is made again", async () => {
  expect(await kit()).toEqual({ madeAt: null, checkedAt: null, stale: false });
  await make();
  expect(await kit()).toMatchObject({ madeAt: expect.any(String), checkedAt: null, stale: false });

  await changeFolderRepository(orchestrator, id, { password: "another" });

  expect(await kit()).toMatchObject({ stale: true });
  await orchestrator.fetch(`/api/v1/repositories/${id}/recovery-kit`, {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });
  expect(await kit()).toMatchObject({ stale: false });
});

test("the page to print shows names as they are and runs none of them", async () => {
  await changeFolderRepository(orchestrator, id, { name: "<script>alert(1)</script>" });

  const page = await orchestrator.fetch(`/api/v1/repositories/${id}/recovery-kit?as=page`, {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });

  expect(page.headers.get("content-type")).toContain("text/html");
  const text = await page.text();
  expect(text).toContain("&lt;script&gt;alert(1)");
  expect(text).not.toContain("<script>");
});

test("a kit of another place, or from before the repository, is told so", async () => {
  const { file, recoveryCode } = await make();
  const content = await openKit(file, recoveryCode);
  const check = async (change: Partial<typeof content>) => {
    const sealed = await sealKit(kitContent.parse({ ...content, ...change }), new Date());
    return orchestrator.admin(checkRecoveryKit, { params: { id }, body: sealed });
  };

  await expect(check({ repositories: [] })).rejects.toMatchObject({ problem: { status: 422 } });
  const moved = content.repositories.map((one) => ({
    ...one,
    access: { ...one.access, location: "/elsewhere" },
  }));
  await expect(check({ repositories: moved })).rejects.toMatchObject({ problem: { code: "wrong-state" } });
});
