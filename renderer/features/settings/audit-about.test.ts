import { expect, test } from "vitest";
import { auditAction } from "#contract/audit";
import { aboutOf } from "./audit-about.ts";
import { actionWords } from "./audit-words.ts";

const POLICY = "01938a6e-0000-7000-8000-000000000001";
const AGENT = "01938a6e-0000-7000-8000-000000000002";
const SNAPSHOT = "4f5e6d7c".padEnd(64, "0");
const documents = { id: POLICY, kind: "policy", name: "Documents" } as const;
const laptop = { id: AGENT, kind: "agent", name: "laptop" } as const;

const told = (action: string, object: string, detail: string | null = null, things = [documents, laptop]) =>
  aboutOf({
    action,
    object,
    detail,
    things: things.filter(({ id }) => `${object} ${detail}`.includes(id)),
  }).map(({ text, to }) => (to === undefined ? text : `${text} (${to})`));

test("each action has words of its own, and one that nobody knows any more is shown as it stands", () => {
  const words = auditAction.options.map(actionWords);

  expect(new Set(words).size).toBe(auditAction.options.length);
  expect(words.filter((text) => /[a-z]\.[a-z]/.test(text))).toEqual([]);
  expect(actionWords("policy.fold")).toBe("policy.fold");
});

test("names stand for ids and lead to what they name, and nothing is said twice", () => {
  expect(told("policy.assign", `policy ${POLICY} agent ${AGENT}`)).toEqual([
    `Documents (/policies/${POLICY}/edit)`,
    `laptop (/agents/${AGENT})`,
  ]);
  expect(told("policy.change", `policy ${POLICY}`, "Documents")).toEqual([
    `Documents (/policies/${POLICY}/edit)`,
  ]);
  expect(told("task.create", `backup ${POLICY}`)).toEqual([`Documents (/policies/${POLICY}/edit)`, "Backup"]);
  expect(told("restore.create", "task gone", `snapshot ${SNAPSHOT} in place on machine ${AGENT}`)).toEqual([
    `laptop (/agents/${AGENT})`,
    "task gone",
    "snapshot 4f5e6d7c in place",
  ]);
});

test("of what is gone no id is left over, and the name that was written down stays", () => {
  expect(told("policy.delete", `policy ${POLICY}`, "Documents", [])).toEqual(["Documents"]);
  expect(told("agent.pause", `agent ${AGENT}`, null, [])).toEqual([]);
});

test("settings are called as their page calls them", () => {
  expect(told("settings.change", "settings", "keepRunsDays = 30, logQuotaBytes = 5000000000")).toEqual([
    "Keep runs: 30 days, All logs at most: 5.0 GB",
  ]);
});

test("a code and a token end at a time that people can read", () => {
  const at = "2026-11-27T10:00:00.000Z";
  expect(told("enrolment.create", "join code", `Laptops, 5 uses, until ${at}, approval manual`)[1]).toMatch(
    /^Laptops, 5 machines, until .*2026.*, each to be approved$/,
  );
  expect(told("enrolment.create", "join code", `1 uses, until ${at}, approval automatic`)[1]).toMatch(
    /^1 machine, until .*2026,/,
  );
  expect(told("token.create", "token ci", `viewer, until ${at}`)[1]).toMatch(/^viewer, until .*2026,/);
});

test("accounts, tokens and addresses are told by their names", () => {
  expect(told("account.create", "account ben", "viewer")).toEqual(["ben", "viewer"]);
  expect(told("sign-in", "address 127.0.0.1")).toEqual(["from 127.0.0.1"]);
  expect(told("sign-in-failed", "an unknown account", "address 127.0.0.1")).toEqual([
    "an unknown account",
    "from 127.0.0.1",
  ]);
  expect(told("set-up-failed", "this orchestrator", "address fe80::1, more of this day left out")).toEqual([
    "from fe80::1, more of this day left out",
  ]);
});
