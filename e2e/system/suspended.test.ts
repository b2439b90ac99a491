import { expect, type TestContext, test } from "vitest";
import { makeAgentStage } from "./agent-stage.ts";
import { type Kind, places } from "./places-to-stop.ts";

const SUSPENDED_MS = 130_000;
const lacking = places.filter(({ lacks }) => lacks() !== undefined);
const here = places.filter((place) => !lacking.includes(place));

// In one test, side by side: almost all of the time is waiting, and what a test starts ends with it.
test("a restic that is suspended for minutes ends well, wherever its repository lies", async (context) => {
  const ended = await Promise.all(here.map(async (place) => [place.name, await suspendOn(place, context)]));

  expect(ended).toEqual(here.map(({ name }) => [name, "success"]));
});

test.for(lacking)("a restic that works on $name is not suspended here", ({ lacks }, context) =>
  context.skip(lacks()),
);

async function suspendOn({ open }: Kind, context: TestContext): Promise<string> {
  const stage = await makeAgentStage();
  context.onTestFinished(() => stage.clear());
  const { access } = await open(stage);
  await stage.start();
  expect(await stage.init(access)).toMatchObject({ outcome: "success" });
  const { offer, pid } = await stage.slowBackup(access);

  process.kill(pid, "SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, SUSPENDED_MS));
  process.kill(pid, "SIGCONT");

  return (await stage.endOf(offer)).outcome;
}
