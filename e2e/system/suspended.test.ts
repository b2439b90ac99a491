import { describe, expect, test } from "vitest";
import { makeAgentStage } from "./agent-stage.ts";
import { places } from "./places-to-stop.ts";

const SUSPENDED_MS = 130_000;

// Side by side: almost all of the time is waiting.
describe.concurrent("a restic that is suspended for minutes ends well", () => {
  test.for(places)("on $name", async ({ lacks, open }, context) => {
    if (lacks()) context.skip(lacks());
    const stage = await makeAgentStage();
    context.onTestFinished(() => stage.clear());
    const { access } = await open(stage);
    await stage.start();
    expect(await stage.init(access)).toMatchObject({ outcome: "success" });
    const { offer, pid } = await stage.slowBackup(access);

    process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, SUSPENDED_MS));
    process.kill(pid, "SIGCONT");

    expect(await stage.endOf(offer)).toMatchObject({ outcome: "success" });
  });
});
