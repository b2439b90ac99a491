import type { NoticeKind, NoticeSeverity } from "#contract/notices";

/** An earlier notice on the same subject; lists of them are newest first. Suppressed ones count as history too. */
export type Past = { id: string; at: string; kind: NoticeKind; status: "waiting" | "told" | "suppressed" };

/** Whether people are told of something, and why or why not. */
export type Decision = {
  kind: NoticeKind;
  severity: NoticeSeverity;
  tell: boolean;
  reason: string;
  replaces: string | null;
};

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** What happened since the subject last worked again. */
export function sinceRecovery(past: Past[]): Past[] {
  const end = past.findIndex(({ kind }) => kind === "recovered" || kind === "restored");
  return end < 0 ? past : past.slice(0, end);
}

/** The newest bad news that people have heard and that is still true. */
export function openProblem(past: Past[]): Past | undefined {
  return sinceRecovery(past).find(
    ({ kind, status }) => (kind === "failure" || kind === "at-risk") && status !== "suppressed",
  );
}

export function told(past: Past[], kind: NoticeKind): Past[] {
  return past.filter((one) => one.kind === kind && one.status !== "suppressed");
}

export function isOlder(one: Past, ms: number, now: Date): boolean {
  return now.getTime() - Date.parse(one.at) >= ms;
}
