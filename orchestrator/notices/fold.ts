import type { NoticeKind, NoticeSeverity } from "#contract/notices";
import type { Message, NoticeContent } from "./message.ts";

export type Held = {
  id: string;
  at: string;
  kind: NoticeKind;
  severity: NoticeSeverity;
  replaces: string | null;
  content: NoticeContent;
};

const MOST_LISTED = 20;
const FOLDED: ReadonlySet<NoticeKind> = new Set(["failure", "at-risk"]);
const WORST_FIRST: NoticeSeverity[] = ["critical", "problem", "warning", "info", "good"];

/** The messages in which these notices are told: bad news that came together is one message, everything else one each. */
export function fold(held: Held[]): Message[] {
  const bad = held.filter(({ kind }) => FOLDED.has(kind));
  const others = held.filter(({ kind }) => !FOLDED.has(kind)).map((one) => single(one));
  return bad.length === 0 ? others : [together(bad), ...others];
}

function together(bad: Held[]): Message {
  const [first] = bad;
  if (first === undefined || bad.length === 1) return single(first);
  const machines = new Set(bad.map(({ content }) => content.agentId)).size;
  const who = machines > 1 ? `${machines} computers` : `${bad.length} tasks of ${first.content.hostname}`;
  const causes = new Set(bad.map(({ content }) => content.cause));
  const title = bad.every(({ kind }) => kind === "failure") ? `${who} failed` : `${who} need you`;
  const same = causes.size === 1 ? first.content.cause : null;
  const listed = bad.slice(0, MOST_LISTED).map(({ content }) => `- ${content.title}${tail(content, same)}`);
  const more = bad.length > MOST_LISTED ? [`… and ${bad.length - MOST_LISTED} more`] : [];
  const head = same === null ? [] : [first.content.text, ""];
  return {
    ...single(first),
    kind: bad.find(({ kind }) => kind === "failure")?.kind ?? first.kind,
    severity: WORST_FIRST.find((one) => bad.some(({ severity }) => severity === one)) ?? first.severity,
    title: same === null ? title : `${title}: ${same}`,
    text: [...head, ...listed, ...more].join("\n"),
    items: bad.map(itemOf),
  };
}

function tail({ cause }: NoticeContent, same: string | null): string {
  return cause === null || same !== null ? "" : `: ${cause}`;
}

function single(one: Held | undefined): Message {
  if (one === undefined) throw new Error("there is nothing to tell");
  const { id, at, kind, severity, replaces, content } = one;
  const { title, text } = content;
  return {
    type: "message",
    noticeId: id,
    at,
    kind,
    severity,
    title,
    text,
    replaces,
    items: [itemOf(one)],
  };
}

function itemOf({ id, content }: Held): Message["items"][number] {
  const { text: _, cause: __, ...about } = content;
  return { noticeId: id, ...about };
}
