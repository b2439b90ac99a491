import { type Failure, type FailureCode, runSummary } from "#contract/outcome";
import type { Hint } from "#contract/runs";

type About = {
  kind?: string;
  status: string;
  repository_name: string;
  item_count: number;
  /** The task waits for its next attempt. */
  retrying: number | null;
  summary_json?: string | null;
};
type Text = (about: About) => Hint;

/** Only a backup that failed is a backup that was not made. */
function nothingNew({ kind }: About): string {
  if (kind === "restore") return "Not everything came back. The snapshot is as it was.";
  const what = kind === undefined || kind === "backup" ? "No new backup was made." : "It was not done.";
  return `${what} Snapshots that exist already are safe.`;
}

/** Cause, effect, next step for each known failure: the same words on the page, in the tray and on the command line. */
export function hintFor(about: About, failure: Failure | null): Hint | null {
  if (about.status === "warning")
    return unusual(about) ?? restored(about) ?? empty(about) ?? unreadable(about);
  if (failure === null) return null;
  const isGuarded = about.kind === "prune" && failure.code === "not-allowed-here";
  const hint = isGuarded ? guarded : withIncomplete(about, texts[failure.code](about), failure.code);
  return about.retrying === 1 ? { ...hint, action: `It is tried again by itself. ${hint.action}` } : hint;
}

/** The one refusal that is decided by numbers or by the ledger, not by the machine. */
const guarded: Hint = {
  cause: "Forgetting the snapshots needs a person's yes first.",
  effect: "The snapshots in question were kept.",
  action:
    "Read below why; then look at the repository's page, and acknowledge what is odd or confirm the plan.",
};

function unusual({ item_count, summary_json }: About): Hint | undefined {
  const sentences = runSummary.parse(JSON.parse(summary_json ?? "{}")).unusual ?? [];
  if (sentences.length === 0) return undefined;
  const unread = item_count === 0 ? [] : [`${item_count} files could not be read.`];
  return {
    cause: `This backup looks like none before it: ${[...sentences, ...unread].join(" ")}`,
    effect: "The backup exists. No snapshot of this repository is removed until somebody has looked.",
    action:
      "Did you change that much? Then acknowledge it on the repository's page. If not, look for the cause first.",
  };
}

function restored({ kind, item_count, summary_json }: About): Hint | undefined {
  if (kind !== "restore") return undefined;
  const notKept = runSummary.parse(JSON.parse(summary_json ?? "{}")).notKept ?? [];
  const odd = item_count === 1 ? ["One file had a problem."] : [`${item_count} files had a problem.`];
  if (notKept.length === 0)
    return {
      cause: odd.join(),
      effect: "The others came back.",
      action: "Look at the list, and at these files where they were restored to.",
    };
  return {
    cause: [...notKept, ...(item_count === 0 ? [] : odd)].join(" "),
    effect: "The files came back. What was in their place and could not be kept is gone.",
    action:
      "Look in an older snapshot for what you miss. Before you restore over files again, make room, or give Holdfast the rights that it lacks.",
  };
}

/** Of half a restore people must know: its files have their names and sizes. */
function withIncomplete({ kind, summary_json }: About, hint: Hint, code: FailureCode): Hint {
  if (kind !== "restore" || runSummary.parse(JSON.parse(summary_json ?? "{}")).isIncomplete !== true)
    return hint;
  const effect =
    "Only a part came back, and files among it may be half written although they have their full size.";
  return code === "cancelled"
    ? { ...hint, effect, action: "Start the same restore again: it goes on there and completes them." }
    : { ...hint, effect };
}

function empty({ item_count, summary_json }: About): Hint | undefined {
  const { filesProcessed } = runSummary.parse(JSON.parse(summary_json ?? "{}"));
  if (filesProcessed !== 0 || item_count > 0) return undefined;
  return {
    cause: "There was no file in the folders of this policy.",
    effect: "The backup exists and holds nothing, so it protects nothing.",
    action:
      "Is the drive there that the folders lie on? If they are meant to be empty, take them out of the policy.",
  };
}

const unreadable: Text = ({ item_count }) => ({
  cause: item_count === 1 ? "One file could not be read." : `${item_count} files could not be read.`,
  effect: "The backup exists without them.",
  action: "Look at the list; exclude what you do not need, or give Holdfast the right to read it.",
});

const folderMissing: Hint = {
  cause: "A folder of this policy does not exist on this machine, or its exclusions do not fit.",
  effect: "No backup was made, so that a missing drive cannot pass for an empty one.",
  action: "Plug the drive in, correct the policy, or mark the folder as optional. The message names which.",
};

const notInSnapshot: Hint = {
  cause: "None of the chosen files is in that snapshot.",
  effect: "Nothing was restored, and nothing was changed.",
  action: "Look for the file in all backups by its name (holdfast find), and choose it with its full path.",
};

const texts: Record<FailureCode, Text> = {
  "wrong-password": (about) => ({
    cause: `The password no longer opens the repository “${about.repository_name}”.`,
    effect: nothingNew(about),
    action: "Enter the right password in the repository's settings; it is in your recovery kit.",
  }),
  "repository-missing": ({ repository_name }) => ({
    cause: `There is no repository at the place of “${repository_name}”.`,
    effect: "Nothing can be saved there or restored from there.",
    action: "Check that the drive is plugged in or the address is right.",
  }),
  "repository-locked": () => ({
    cause: "Another restic is using this repository.",
    effect: "This run had to give way.",
    action: "Wait until the other one has ended.",
  }),
  "repository-unreachable": (about) => ({
    cause: `The place of “${about.repository_name}” does not answer.`,
    effect: nothingNew(about),
    action: "Check the network and the server, then use “Test the connection” on the repository's page.",
  }),
  "repository-full": (about) => ({
    cause: `“${about.repository_name}” is full.`,
    effect: nothingNew(about),
    action: "Make room there, or keep fewer snapshots.",
  }),
  "repository-damaged": ({ repository_name }) => ({
    cause: `Data in “${repository_name}” is damaged.`,
    effect: "Some files of some snapshots may be lost.",
    action:
      "Do not delete anything. Check the repository's disk, make a copy of the repository, then repair it step by step on its page.",
  }),
  "access-denied": (about) => ({
    cause: `Access to “${about.repository_name}” was refused.`,
    effect: nothingNew(about),
    action: "Check the user name and password of the server, and the rights on the folder.",
  }),
  "tls-untrusted": () => ({
    cause: "The server's certificate is not trusted, or has changed.",
    effect: "The run was stopped for safety.",
    action: "Compare the certificate with the server's, then enter its CA in the repository's settings.",
  }),
  "source-missing": ({ kind }) => (kind === "restore" ? notInSnapshot : folderMissing),
  "source-unreadable": (about) => ({
    cause: "Holdfast may not read folders of this policy.",
    effect: nothingNew(about),
    action: "Give Holdfast the right to read them, for example Full Disk Access on macOS.",
  }),
  "local-disk-full": (about) => ({
    cause: "The disk of this machine is full, so restic has no room for its temporary files.",
    effect: nothingNew(about),
    action: "Free a few gigabytes on the disk that holds Holdfast's data folder.",
  }),
  "restic-missing": () => ({
    cause: "restic was not found on this machine.",
    effect: "Nothing can be backed up or restored here.",
    action: "Reinstall Holdfast, or install restic: Holdfast finds it without a restart.",
  }),
  "restic-too-old": () => ({
    cause: "The restic on this machine is too old.",
    effect: "Nothing can be backed up or restored here.",
    action: "Install restic 0.17.1 or newer, or reinstall Holdfast.",
  }),
  "restic-crashed": (about) => ({
    cause: "restic itself crashed.",
    effect: nothingNew(about),
    action: "Try again; if it happens again, send the log of this run with a report.",
  }),
  stalled: (about) => ({
    cause: "The run made no headway for a long time and was ended.",
    effect: nothingNew(about),
    action:
      about.kind === "restore"
        ? "Check the network, the place of the repository and the drive that the files go to."
        : "Check the network and the place of the repository.",
  }),
  "timed-out": () => ({
    cause: "The run took longer than its policy allows and was ended.",
    effect: "What was uploaded is kept; the next run is faster.",
    action: "Allow more time in the policy, or back up less at once.",
  }),
  interrupted: () => ({
    cause: "The run was interrupted: Holdfast or the machine was stopped, or went to sleep.",
    effect: "What was uploaded is kept as far as restic had noted it.",
    action: "Nothing to do: it goes on with its next attempt.",
  }),
  cancelled: () => ({
    cause: "The run was stopped by a person.",
    effect: "What was uploaded makes the next run faster.",
    action: "Start it again when it suits you.",
  }),
  "agent-lost": () => ({
    cause: "The machine was away for too long, or lost track of this run.",
    effect: "Nobody knows how far it came; a snapshot may exist.",
    action: "See whether the machine is on; the next run finds out what is there.",
  }),
  "not-allowed-here": ({ kind }) =>
    kind === "restore"
      ? {
          cause: "This machine does not restore to that place, or not in that way.",
          effect: "Nothing was changed.",
          action: "Read the details: choose another folder, or change the machine's local rules.",
        }
      : {
          cause: "This machine does not do that kind of work.",
          effect: "Nothing was changed.",
          action: "Choose another machine, or change its local rules.",
        },
  "hook-failed": () => ({
    cause: "A script that belongs to this policy failed.",
    effect: "The message says whether the backup was made all the same.",
    action: "Read the log of this run and mend the script.",
  }),
  internal: () => ({
    cause: "Something unexpected went wrong.",
    effect: "This run counts as failed, whatever it did.",
    action: "Read the log of this run; try again.",
  }),
};
