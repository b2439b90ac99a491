import type { AuditEntry, AuditThing } from "#contract/audit";
import { taskKind } from "#contract/task";
import { say } from "#contract/words/say";
import { kindName } from "../../components/run-title.ts";
import { formatBytes } from "../../format/bytes.ts";
import { exactTime } from "../../format/relative-time.ts";

type Told = Pick<AuditEntry, "action" | "object" | "detail" | "things">;
/** A part of what an entry is about; with an address, where the thing itself is shown. */
export type AboutPart = { text: string; to?: string };

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const SNAPSHOT = /\b([0-9a-f]{8})[0-9a-f]{56}\b/g;
/** The words of the action say it already. */
const SAID = new Set(["settings", "database", "this orchestrator", "this computer", "all repositories"]);
const UNTIL = /\buntil (\d{4}-\d\d-\d\dT\S+Z)$/;
const CALLED = /^(?:account|token|orchestrator|(?:other )?sessions? of) (.+)$/;

/** What an entry is about, for people: names instead of ids, and nothing twice. */
export function aboutOf({ action, object, detail, things }: Told): AboutPart[] {
  const named = things.map((thing) => ({ text: nameOf(thing), to: pageOf(thing) }));
  const names = new Set(named.map(({ text }) => text));
  const rest = [objectWords(object), detail === null ? "" : detailWords(action, detail, things)];
  return [...named, ...rest.filter((text) => text !== "" && !names.has(text)).map((text) => ({ text }))];
}

function nameOf({ kind, name }: AuditThing): string {
  return kind === "task" ? (kindWords(name) ?? name) : name;
}

function pageOf({ kind, id }: AuditThing): string {
  switch (kind) {
    case "agent":
      return `/agents/${id}`;
    case "policy":
      return `/policies/${id}/edit`;
    case "repository":
      return `/repositories/${id}`;
    case "task":
      return `/tasks/${id}`;
  }
}

/** What is left of the object where its ids are told by their names. */
function objectWords(object: string): string {
  if (SAID.has(object)) return "";
  if (object === "an unknown account") return say("an unknown account");
  if (object === "policy that is not saved") return say("a policy that is not saved");
  const address = /^address (.+)$/.exec(object)?.[1];
  if (address !== undefined) return say("from {address}", { address });
  const label = / label (.+)$/.exec(object)?.[1];
  if (label !== undefined) return say("label {label}", { label });
  const called = CALLED.exec(object)?.[1];
  if (called !== undefined) return called;
  return object.match(ID) === null ? object : (kindWords(object.split(" ")[0]) ?? "");
}

function kindWords(kind: string | undefined): string | undefined {
  const known = taskKind.safeParse(kind);
  return known.success ? kindName(known.data) : undefined;
}

function detailWords(action: string, detail: string, things: AuditThing[]): string {
  if (action === "settings.change") return detail.split(", ").map(settingWords).join(", ");
  if (action === "enrolment.create") return codeWords(detail);
  return detail
    .replace(UNTIL, (_all, at: string) => say("until {time}", { time: exactTime(at) }))
    .replace(/ ?\b(?:on|from) machine [0-9a-f-]{36}/g, "")
    .replace(SNAPSHOT, "$1")
    .replace(ID, (id) => things.find((thing) => thing.id === id)?.name ?? id.slice(0, 8))
    .replace(/^address ([^,]+)/, (_all, address: string) => say("from {address}", { address }))
    .replace(/, more of this day left out$/, () => `, ${say("more of this day left out")}`);
}

/** `Laptops, 5 uses, until 2026-11-27T10:00:00.000Z, approval manual`, of a code that lets machines in. */
function codeWords(detail: string): string {
  const [, label = "", uses, at, approval] =
    /^(?:(.*), )?(\d+) uses, until (\S+), approval (\S+)$/.exec(detail) ?? [];
  if (uses === undefined || at === undefined) return detail;
  const parts = [
    label,
    say("{count, plural, one {# machine} other {# machines}}", { count: Number(uses) }),
    say("until {time}", { time: exactTime(at) }),
    approval === "manual" ? say("each to be approved") : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** `keepRunsDays = 30`, as the page of the settings calls it. */
function settingWords(told: string): string {
  const [name = "", value = ""] = told.split(" = ");
  const bytes = () => formatBytes(Number(value));
  const days = () => `${value} ${say("days")}`;
  switch (name) {
    case "displayName":
      return `${say("Name of this install")}: ${value}`;
    case "keepRunsDays":
      return `${say("Keep runs")}: ${days()}`;
    case "keepLogsDays":
      return `${say("Keep logs")}: ${days()}`;
    case "logQuotaPerAgentBytes":
      return `${say("Logs of one machine at most")}: ${bytes()}`;
    case "logQuotaBytes":
      return `${say("All logs at most")}: ${bytes()}`;
    default:
      return told;
  }
}
