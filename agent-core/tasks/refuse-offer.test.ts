import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import type { AgentRules } from "../rules/agent-rules.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { refuseOffer } from "./refuse-offer.ts";

const rules: AgentRules = { restoreOverLiveData: true, restoreWithoutAsking: false, neverRead: [] };
const stop = createStopSwitch();
const restore = (more: Parameters<typeof restoreSpecOf>[1]) => ({
  kind: "restore" as const,
  spec: restoreSpecOf("02bc7019", more),
});

test("a restore onto a drive that is silent is no matter of the rules: it may be tried again", async () => {
  const refused = await refuseOffer(
    { rules, stop, home: "/mnt/nas/anna", answers: async (path) => !path.startsWith("/mnt/nas") },
    restore({}),
  );

  expect(refused).toMatchObject({ outcome: "failure", failure: { code: "stalled" } });
  expect(refused?.failure?.message).toContain("The drive that holds /mnt/nas/anna does not answer");
});

test("each of the files that go back to their places has its drive asked, also for a try, until one is silent", async () => {
  const asked: string[] = [];
  const answers = async (path: string) => asked.push(path) > 0 && path !== "/mnt/nas/b";
  const paths = ["/home/a", "/mnt/nas/b", "/mnt/usb/c"];

  const refused = await refuseOffer(
    { rules, stop, answers },
    restore({ inPlace: true, dryRun: true, paths }),
  );

  expect(refused?.failure?.message).toContain("The drive that holds /mnt/nas/b does not answer");
  expect(asked).toEqual(["/", "/home/a", "/mnt/nas/b"]);
});

test("what the rules forbid is told as such, and without a look at any drive where the kind is forbidden", async () => {
  const deps = { answers: () => Promise.reject(new Error("was asked")) };
  const kinds = { ...rules, allowedKinds: ["backup" as const] };
  const roots = { ...rules, restoreRoots: ["/srv/restored"] };

  for (const refused of [
    await refuseOffer({ rules: kinds, stop, ...deps }, restore({ target: tmpdir() })),
    await refuseOffer({ rules: roots, stop, answers: async () => true }, restore({ target: tmpdir() })),
  ])
    expect(refused?.failure).toMatchObject({
      code: "not-allowed-here",
      message: expect.stringContaining("rules"),
    });
  expect(await refuseOffer({ rules, stop, ...deps }, { kind: "backup", spec: {} })).toBeUndefined();
});

test("a restore that is stopped while a drive keeps it waiting ends at once", async () => {
  const own = createStopSwitch();
  const answers = () => {
    own.stop("cancelled");
    return new Promise<boolean>(() => {});
  };

  expect(await refuseOffer({ rules, stop: own, answers }, restore({}))).toMatchObject({
    outcome: "cancelled",
  });
});
