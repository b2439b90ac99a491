import type { Protection } from "#contract/agents";
import type { RunStatus } from "#contract/outcome";
import { problemsInAll } from "#contract/status";
import { instantsOf, rowsOf, wordsOf } from "./html.ts";
import type { KnownPolicy, LivedRun } from "./live-through.ts";
import type { Api, Tray } from "./surfaces.ts";

export type Told = {
  hostname: string;
  lived: LivedRun[];
  policies: KnownPolicy[];
  api: Api;
  csv: Record<string, string>[];
  tray: Tray;
  /** As HTML. */
  pages: { home: string; compact: string; machines: string; runs: string };
};

/** The words of the interface, written down a second time. */
const runWords: Record<RunStatus, string> = {
  running: "Running",
  success: "Succeeded",
  warning: "Warnings",
  failure: "Failed",
  cancelled: "Stopped",
  interrupted: "Interrupted",
  lost: "Lost",
};
const protectionWords: Record<Protection, string> = {
  protected: "Protected",
  late: "Late",
  "at-risk": "At risk",
  never: "Never",
  paused: "Paused",
};

/** Where page, tray, API and CSV do not say the same of a machine, or not what it lived through. */
export function disagreements(told: Told): string[] {
  return [
    onRuns,
    onNumbers,
    onProtection,
    onLastGood,
    onVerdict,
    onProblems,
    onCounts,
    onRunning,
    onDays,
  ].flatMap((compare) => compare(told));
}

function onRuns({ lived, policies, api, csv, pages }: Told): string[] {
  const nameOf = (id: string | null) => policies.find((policy) => policy.id === id)?.draft.name ?? "";
  const rows = rowsOf(pages.runs).map((cells) => cells.map(wordsOf));
  return [
    ...same("how the runs ended", {
      machine: lived.map(({ status }) => runWords[status]),
      api: api.runs.map(({ status }) => runWords[status]),
      csv: csv.map((line) => runWords[line["status"] as RunStatus]),
      page: rows.map(([, , , status = ""]) => status.replace(/ \d+ %$/, "")),
    }),
    ...same("what ran", {
      machine: lived.map(({ policyId }) => nameOf(policyId)),
      api: api.runs.map((run) => run.policyName),
      csv: csv.map((line) => line["policy"]),
      page: rows.map(([, what = "", hostname = ""]) => what.replace(hostname, "").trim()),
    }),
  ];
}

function onNumbers({ api, csv, pages }: Told): string[] {
  const rows = rowsOf(pages.runs).map((cells) => cells.map(wordsOf));
  return same("how many files were read, and when it began", {
    api: api.runs.map(({ summary, startedAt }) => [summary?.filesProcessed ?? null, startedAt]),
    csv: csv.map((line) => [numberOf(line["files"]), line["started"]]),
    page: rows.map((cells, at) => [numberOf(cells[6]), instantsOf(rowsOf(pages.runs)[at]?.[0] ?? "")[0]]),
  });
}

const numberOf = (text = "") => (/\d/.test(text) ? Number(text.replace(/\D/g, "")) : null);

function machineRow({ hostname, pages }: Told): string[] {
  return rowsOf(pages.machines).find(([, name = ""]) => wordsOf(name).startsWith(hostname)) ?? [];
}

function onProtection(told: Told): string[] {
  const { agent, ofMachine } = told.api;
  const counted = Object.entries(ofMachine.counts).flatMap(([state, count]) => (count > 0 ? [state] : []));
  return same("how well the machine is protected", {
    agent: protectionWords[agent.protection],
    verdict: protectionWords[ofMachine.verdict.state as Protection],
    counts: counted.map((state) => protectionWords[state as Protection]).join(),
    page: wordsOf(machineRow(told)[2] ?? ""),
  });
}

function onLastGood(told: Told): string[] {
  const newest = told.policies.map(
    ({ draft }) =>
      told.csv
        .filter(
          ({ policy, status }) => policy === draft.name && (status === "success" || status === "warning"),
        )
        .map(({ finished = "" }) => finished)
        .sort()
        .at(-1) ?? "never",
  );
  return same("the last good backup", {
    csv: newest.includes("never") ? "never" : (newest.sort()[0] ?? "never"),
    agent: told.api.agent.lastGoodAt ?? "never",
    status: told.api.ofMachine.oldestGoodAt ?? "never",
    page: instantsOf(machineRow(told)[4] ?? "")[0] ?? "never",
  });
}

function onVerdict({ api, tray, pages }: Told): string[] {
  const { sentence } = api.status.verdict;
  return same("the verdict", {
    api: true,
    home: wordsOf(pages.home).includes(sentence),
    compact: wordsOf(pages.compact).includes(sentence),
    tray: tray.sentence.startsWith(sentence),
  });
}

function onProblems({ api, tray, pages }: Told): string[] {
  const { problems } = api.status;
  const [home, compact] = [wordsOf(pages.home), wordsOf(pages.compact)];
  const lineOfTray = tray.labels.find((label) => /^\d+ problems?$/.test(label));
  const titles = problems.map(({ title }) => title.replace(/\s+/g, " "));
  return [
    ...same("how much needs a person", {
      api: problemsInAll(api.status),
      home: Number(/Needs you \((\d+)\)/.exec(home)?.[1] ?? 0),
      tray: Number.parseInt(lineOfTray ?? "0", 10),
    }),
    ...titles.slice(0, 5).flatMap((title) => (home.includes(title) ? [] : [`Home does not say: ${title}`])),
    ...titles
      .slice(0, 4)
      .flatMap((title) => (compact.includes(title) ? [] : [`The small window does not say: ${title}`])),
  ];
}

function onCounts({ api: { status }, pages }: Told): string[] {
  const machines = Object.values(status.counts).reduce((sum, count) => sum + count, 0);
  if (machines < 2) return [];
  const home = wordsOf(pages.home);
  const told = Object.entries(status.counts).filter(([, count]) => count > 0);
  return [
    ...same("how many machines are in which state", {
      api: told.map(([state, count]) => `${count} ${protectionWords[state as Protection]}`),
      home: told.map(([state]) => {
        const word = protectionWords[state as Protection];
        return `${new RegExp(`(\\d+) ${word}`).exec(home)?.[1]} ${word}`;
      }),
    }),
  ];
}

/** Home shows so many of those that run. */
const SHOWN = 4;

function onRunning({ hostname, lived, api, tray, pages }: Told): string[] {
  const home = wordsOf(pages.home);
  const runsHere = lived.some(({ status }) => status === "running");
  const isAnything = api.status.running.length > 0;
  return [
    ...same("whether this machine runs a backup", {
      machine: runsHere,
      api: api.ofMachine.running.length > 0,
      home:
        api.status.running.length > SHOWN
          ? runsHere
          : new RegExp(`"Stop [^"]* on ${hostname}"`).test(pages.home),
    }),
    ...same("whether anything runs", {
      api: isAnything,
      tray: tray.isMoving,
      tooltip: tray.tooltip.startsWith("Backing up"),
      home: !home.includes("Nothing runs at the moment"),
    }),
  ];
}

function onDays({ hostname, api, csv, pages }: Told): string[] {
  const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short" });
  const ended = csv.filter(({ status }) => status !== "running");
  const onDay = (date: string) =>
    ended.filter(({ started = "" }) => day.format(Date.parse(started)) === date);
  const shown = api.days.filter(({ runs }) => runs > 0);
  const bad = api.days.slice(-30).filter(({ outcome }) => outcome === "failure").length;
  const strip =
    pages.machines.match(new RegExp(`aria-label="${hostname}, last 30 days: ([^"]*)"`))?.[1] ?? "";
  return [
    ...same("the days", {
      api: shown.map(({ date, runs, warnings, failures }) => [date, runs, warnings, failures]),
      csv: shown.map(({ date }) => [
        date,
        onDay(date).length,
        onDay(date).filter(({ status }) => status === "warning").length,
        onDay(date).filter(({ status }) => status === "failure" || status === "lost").length,
      ]),
    }),
    ...same("how many backups the days hold", {
      api: shown.reduce((sum, { runs }) => sum + runs, 0),
      csv: ended.length,
    }),
    ...same("how many of the last 30 days went wrong", {
      api: bad,
      page: Number(/(\d+) failed/.exec(strip)?.[1] ?? 0),
    }),
  ];
}

function same(what: string, said: Record<string, unknown>): string[] {
  const different = new Set(Object.values(said).map((value) => JSON.stringify(value)));
  return different.size <= 1 ? [] : [`${what}: ${JSON.stringify(said)}`];
}
