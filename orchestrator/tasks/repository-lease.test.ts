import { expect, test } from "vitest";
import { blockedBy as blockedAt } from "./repository-lease.ts";

const NOW = "2026-11-24T13:00:00.000Z";
const blockedBy: (...given: [Held, Held[]]) => Held | undefined = (held, others) =>
  blockedAt(held, others, NOW);
type Held = ReturnType<typeof task>;

let number = 0;

function task(
  kind: string,
  status: string,
  more: {
    policy_id?: string | null;
    agent_id?: string;
    not_before?: string;
    created_at?: string;
    reachability?: string;
  } = {},
) {
  number += 1;
  const created_at = `2026-11-24T12:00:${String(number).padStart(2, "0")}.000Z`;
  return {
    id: `task-${number}`,
    kind,
    status,
    policy_id: "p" as string | null,
    agent_id: `agent-${number}`,
    created_at,
    not_before: null as string | null,
    reachability: "online",
    ...more,
  };
}

test("backups of several machines share a repository", () => {
  expect(
    blockedBy(task("backup", "queued"), [task("backup", "running"), task("backup", "running")]),
  ).toBeUndefined();
});

test("a prune waits for every backup, and backups wait for a running prune", () => {
  const backup = task("backup", "running");
  const prune = task("prune", "running");

  expect(blockedBy(task("prune", "queued"), [backup])).toBe(backup);
  expect(blockedBy(task("backup", "queued"), [prune])).toBe(prune);
});

test("a waiting prune keeps later backups out, so that its turn comes", () => {
  const prune = task("prune", "queued");

  expect(blockedBy(task("backup", "queued"), [prune])).toBe(prune);
  expect(blockedBy(prune, [task("backup", "queued")])).toBeUndefined();
});

test("one policy does not run twice at once on a machine", () => {
  const same = { policy_id: "documents", agent_id: "anna" };
  const running = task("backup", "unreachable", same);

  expect(blockedBy(task("backup", "queued", same), [running])).toBe(running);
  expect(blockedBy(task("backup", "queued", { ...same, policy_id: "photos" }), [running])).toBeUndefined();
});

test("an exclusive task that waits for its next attempt holds nobody up meanwhile", () => {
  const later = task("init", "queued", { not_before: "2026-11-24T13:01:00.000Z" });
  const due = task("init", "queued", { not_before: "2026-11-24T12:59:00.000Z" });

  expect(blockedBy(task("backup", "queued"), [later])).toBeUndefined();
  expect(blockedBy(task("backup", "queued"), [due])).toBe(due);
});

test("of two exclusive tasks of one moment one goes first, and none waits for itself", () => {
  const at = { created_at: "2026-11-24T12:00:00.000Z" };
  const one = { ...task("prune", "queued", at), id: "a" };
  const two = { ...task("check", "queued", at), id: "b" };

  expect(blockedBy(one, [one, two])).toBeUndefined();
  expect(blockedBy(two, [one, two])).toBe(one);
  expect(blockedBy({ ...two, status: "running" }, [{ ...two, status: "running" }])).toBeUndefined();
});

test("an exclusive task that has ended, or came later, holds nobody up", () => {
  const earlier = task("prune", "succeeded");
  const backup = task("backup", "queued");
  const later = { ...task("prune", "queued"), id: "a" };

  expect(blockedBy(backup, [earlier, later])).toBeUndefined();
});

test("one that is due at this very moment is due", () => {
  const due = task("init", "queued", { not_before: NOW });

  expect(blockedBy(task("backup", "queued"), [due])).toBe(due);
});

test("work of no policy, or of another kind, is not the same work", () => {
  const restore = task("restore", "running", { policy_id: null, agent_id: "anna" });
  const backup = task("backup", "running", { policy_id: "p", agent_id: "anna" });
  const waiting = task("restore", "queued", { policy_id: null, agent_id: "anna" });

  expect(blockedBy(waiting, [restore])).toBeUndefined();
  expect(blockedBy({ ...waiting, policy_id: "p" }, [backup])).toBeUndefined();
});

test("a prune of a machine that is away keeps nobody out, and its turn comes when it is back", () => {
  const away = task("prune", "queued", { reachability: "offline" });
  const back = { ...away, reachability: "online" };
  const backup = task("backup", "queued");

  expect(blockedBy(backup, [away])).toBeUndefined();
  expect(blockedBy(backup, [back])).toBe(back);
});

test("a prune that waits for a machine that went away in the middle of its backup keeps nobody out meanwhile", () => {
  const prune = task("prune", "queued");
  const unreachable = task("backup", "unreachable");
  const backup = task("backup", "queued");

  expect(blockedBy(prune, [unreachable])).toBe(unreachable);
  expect(blockedBy(backup, [unreachable, prune])).toBeUndefined();
  expect(blockedBy(task("check", "queued"), [unreachable, prune])).toBe(unreachable);
});
