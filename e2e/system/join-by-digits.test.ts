import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { createSignInLink } from "#contract/access";
import { listAgents } from "#contract/agents";
import { getDiscovery } from "#contract/pairings";
import { getUpstream } from "#contract/upstream";
import { holdfast, newPlace, type Place, talkTo } from "../../electron/cli/testing/holdfast-process.ts";
import { hindrancesOn, openBrowser, picture } from "../browser.ts";
import { startWholeCore, until, type WholeCore } from "../whole-core.ts";
import { layCable, whyNoNamespaces } from "./namespaces.ts";

const objection = whyNoNamespaces();
/** One is in orchestrator mode; each in a network of its own, with a cable between. */
async function startTwo() {
  const { ends } = layCable();
  const places = ends.map(({ name }) => ({
    ...newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] }),
    within: ["ip", "netns", "exec", name],
  }));
  const [officePlace, homePlace] = places as [Place, Place];
  const office = await startWholeCore(officePlace, "--lan", "0.0.0.0:8485");
  const home = await startWholeCore(homePlace);
  return [
    [office, officePlace],
    [home, homePlace],
  ] as const;
}

/** A browser at that computer, signed in. */
async function openPage({ call, url }: WholeCore, { folder, within = [] }: Place, path: string) {
  const browserThere = join(folder, "browser");
  const browser = process.env["HOLDFAST_CHROMIUM"] || chromium.executablePath();
  writeFileSync(browserThere, `#!/bin/sh\nexec ${within.join(" ")} "${browser}" "$@"\n`, { mode: 0o755 });
  const opened = await openBrowser(browserThere);
  onTestFinished(() => opened.close());
  const viewport = { width: 1280, height: 900 };
  const page = await (await opened.newContext({ viewport, reducedMotion: "reduce" })).newPage();
  await page.goto(url + (await call(createSignInLink, {})).path);
  await page.getByRole("main").waitFor();
  await page.goto(url + path);
  return page;
}

const DIGITS = /\n {4}(\d{3} \d{3})\n/;

test("people at two computers in one network compare six digits at their terminals: differing ones join nothing, the same ones do", async (context) => {
  context.skip(objection !== undefined, objection);
  const [[office, officePlace], [home, homePlace]] = await startTwo();

  expect(await holdfast(homePlace, "join", "--discover")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/No orchestrator lets itself be found/),
  });

  const invite = talkTo(officePlace, "invite", "--discover");
  await invite.hears(/find this one until/);
  const first = talkTo(homePlace, "join", "--discover");
  await first.hears(/1 .* https:\/\/10\.213\.7\.1:8485/);
  first.answer("1");
  const seen = (await first.hears(DIGITS)).replace(" ", "");
  await first.hears(/Are they the same/);
  first.answer("yes");
  await invite.hears(/Type the six digits/);
  invite.answer(seen === "000000" ? "000001" : "000000");
  await invite.hears(/Refused: those are other digits/);
  await first.hears(/somebody said no/);
  expect(await first.ended).toBe(1);
  expect(await home.call(getUpstream, {})).toMatchObject({ state: "none" });

  const second = talkTo(homePlace, "join", "--discover");
  await second.hears(/Which one/);
  second.answer("1");
  const digits = await second.hears(DIGITS);
  await second.hears(/Are they the same/);
  await invite.hears(/Type the six digits/);
  invite.answer(digits);
  await invite.hears(/is let in/);
  second.answer("yes");
  await second.hears(/This computer follows/);
  expect([await invite.ended, await second.ended]).toEqual([0, 0]);

  expect(await home.call(getUpstream, {})).toMatchObject({ state: "connected" });
  const { items } = await office.call(listAgents, { query: {} });
  expect(items.filter(({ isLocal }) => !isLocal)).toMatchObject([{ status: "active" }]);
  expect((await office.call(getDiscovery, {})).until).toBeNull();
  await Promise.all([office.stop(), home.stop()]);
}, 300_000);

test("people at two computers find each other and compare in the pages", async (context) => {
  context.skip(objection !== undefined, objection);
  const [[office, officePlace], [home, homePlace]] = await startTwo();
  const there = await openPage(office, officePlace, "/agents");
  const here = await openPage(home, homePlace, "/settings/computer");

  await there.getByRole("button", { name: "Add a computer" }).first().click();
  await there.getByRole("button", { name: "Be found for 10 minutes" }).click();
  await there.getByText(/This one can be found/).waitFor();
  await here.getByRole("button", { name: "Look on this network" }).click();
  await here.getByText("https://10.213.7.1:8485").waitFor();
  await picture(here, "joining-found");
  await here.getByRole("button", { name: "Join" }).first().click();
  const digits = (await here.getByRole("status").first().getAttribute("aria-label")) ?? "";
  expect(digits).toMatch(/^(\d ){5}\d$/);
  await there.getByLabel(digits).waitFor();
  await picture(here, "joining-compare");
  await picture(there, "discovery-compare");
  expect([await hindrancesOn(here), await hindrancesOn(there)]).toEqual([[], []]);

  await there.getByRole("button", { name: "It shows the same: let it in" }).click();
  await there.getByText(/joins when somebody there says yes/).waitFor();
  expect(await home.call(getUpstream, {})).toMatchObject({ state: "none" });
  await here.getByRole("button", { name: "The same digits are shown there" }).click();
  await here.getByText("Connected").waitFor();

  await until(
    () => office.call(listAgents, { query: {} }),
    ({ items }) => items.some(({ isLocal, status }) => !isLocal && status === "active"),
    { what: "the machine that joined" },
  );
  await Promise.all([office.stop(), home.stop()]);
}, 300_000);
