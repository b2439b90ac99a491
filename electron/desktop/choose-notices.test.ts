import { expect, test } from "vitest";
import type { Notice } from "#contract/notices";
import { choose, decidedUpTo } from "./choose-notices.ts";
import { AGENT, RUN } from "./testing/sample-status.ts";

const idOf = (nth: number) => `01936a5e-0000-7000-8000-00000000010${nth}`;

function aNotice(nth: number, changes: Partial<Notice> = {}): Notice {
  return {
    id: idOf(nth),
    at: "2026-11-24T12:00:00.000Z",
    kind: "failure",
    severity: "critical",
    title: "Documents: the password no longer opens NAS",
    text: "No new backup since yesterday.",
    agentId: AGENT,
    policyId: null,
    repositoryId: null,
    runId: RUN,
    status: "told",
    reason: "It needs a person.",
    replaces: null,
    foldedInto: null,
    deliveries: [],
    ...changes,
  };
}

test("what was told since is shown once, oldest first, and leads to its run", () => {
  const notices = [aNotice(3, { kind: "recovered", severity: "good", replaces: idOf(2) }), aNotice(2)];

  const shown = choose(notices, idOf(1));

  expect(shown.map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
  expect(shown[0]).toMatchObject({ path: `/runs/${RUN}`, isUrgent: true });
  expect(shown[1]).toMatchObject({ isUrgent: false, replaces: idOf(2) });
  expect(choose(notices, idOf(3))).toEqual([]);
});

test("what was suppressed, what still waits and the reports of the morning are not shown", () => {
  const notices = [
    aNotice(2, { status: "suppressed" }),
    aNotice(3, { status: "waiting" }),
    aNotice(4, { kind: "digest" }),
    aNotice(5, { kind: "all-well" }),
  ];

  expect(choose(notices, idOf(1))).toEqual([]);
});

test("several of one cause are one", () => {
  const notices = [aNotice(4, { foldedInto: idOf(2) }), aNotice(3, { foldedInto: idOf(2) }), aNotice(2)];

  expect(choose(notices, "").map(({ title }) => title)).toEqual([
    "Documents: the password no longer opens NAS (and 2 more)",
  ]);
});

test("a restore that is done leads to its folder", () => {
  const [shown] = choose([aNotice(2, { kind: "restored", severity: "good" }), aNotice(3)], "");

  expect(shown).toMatchObject({ restoreRunId: RUN, isUrgent: false });
  expect(choose([aNotice(3)], "")[0]?.restoreRunId).toBeNull();
});

test("one that still waits is looked at again, also after a newer one was shown", () => {
  const notices = [aNotice(3), aNotice(2, { status: "waiting" }), aNotice(1)];

  expect(decidedUpTo(notices, "")).toBe(idOf(1));
  expect(decidedUpTo([aNotice(3), aNotice(2), aNotice(1)], "")).toBe(idOf(3));
  expect(decidedUpTo([], idOf(1))).toBe(idOf(1));
});
