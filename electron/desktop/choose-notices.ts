import type { Notice, NoticeKind } from "#contract/notices";
import { say } from "#contract/words/say";

/** What is shown on this computer's screen: title and text, and the page that a click opens. */
export type Shown = {
  id: string;
  title: string;
  body: string;
  path: string;
  /** The restore whose folder a click opens, where it is on this computer. */
  restoreRunId: string | null;
  isUrgent: boolean;
  /** An earlier one that is no longer true. */
  replaces: string | null;
};

/** The reports of the morning go by mail, not over somebody's work. */
const NOT_HERE: ReadonlySet<NoticeKind> = new Set(["digest", "all-well"]);

/**
 * The core has decided by the etiquette what is told at all. Of that, what is newer than what was shown last, oldest first;
 * several of one cause are one.
 */
export function choose(notices: readonly Notice[], lastShown: string): Shown[] {
  return notices
    .filter(({ id, status, kind }) => id > lastShown && status === "told" && !NOT_HERE.has(kind))
    .filter(({ foldedInto }) => foldedInto === null)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((notice) => shown(notice, notices.filter(({ foldedInto }) => foldedInto === notice.id).length));
}

/** The newest that need not be looked at again: those before one that still waits are decided. */
export function decidedUpTo(notices: readonly Notice[], lastShown: string): string {
  const waiting = notices.filter(({ status }) => status === "waiting").map(({ id }) => id);
  const decided = notices.map(({ id }) => id).filter((id) => waiting.every((other) => id < other));
  return decided.reduce((newest, id) => (id > newest ? id : newest), lastShown);
}

function shown({ id, kind, title, text, severity, replaces, runId, agentId }: Notice, folded: number): Shown {
  const path = runId !== null ? `/runs/${runId}` : agentId !== null ? `/agents/${agentId}` : "/";
  return {
    id,
    title: folded === 0 ? title : say("{title} (and {count} more)", { title, count: folded }),
    body: text,
    path,
    restoreRunId: kind === "restored" ? runId : null,
    isUrgent: severity === "critical",
    replaces,
  };
}
