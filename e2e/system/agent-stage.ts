import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "#contract/outcome";
import type { RepositoryAccess } from "#contract/repository";
import type { TaskOffer } from "#contract/task";
import { type RunningAgent, startAgent } from "../../agent-core/start.ts";
import { backupOffer, offerOf } from "../../agent-core/testing/offers.ts";
import { accessTo, makeWorkplace, realRestic } from "../../agent-core/testing/restic-session.ts";
import { silentLog } from "../../agent-core/testing/silent-log.ts";
import { startSmallOrchestrator } from "../../agent-core/testing/small-orchestrator.ts";
import { until } from "../whole-core.ts";

type Slowness = { limits?: Partial<TaskOffer["limits"]>; mebibytes?: number };

/** An agent with an orchestrator that hands it tasks, a folder to back up, and drives that can be mounted and pulled out. */
export async function makeAgentStage() {
  const workplace = await makeWorkplace();
  const orchestrator = await startSmallOrchestrator();
  const source = join(workplace.dir, "source");
  mkdirSync(source);
  writeFileSync(join(source, "a.txt"), "alpha");
  const mounted: string[] = [];
  let agent: RunningAgent | undefined;

  const restic = () => realRestic(workplace);

  async function start(program?: string): Promise<void> {
    agent = await startAgent({
      dataDir: join(workplace.dir, "agent"),
      connection: orchestrator.connection,
      enrolmentCode: async () => "code",
      appVersion: "0.1.0",
      resticCandidates: [program ?? (await restic())],
      log: silentLog,
      pollWaitSeconds: 1,
    });
  }

  async function endOf({ taskId }: TaskOffer, seconds = 120): Promise<RunReport> {
    const ended = await until(
      async () => orchestrator.seen.results.find((result) => result.taskId === taskId),
      (result) => result !== undefined,
      { seconds, what: "the end of the task" },
    );
    if (ended === undefined) throw new Error("no result");
    return ended;
  }

  function begin(offer: TaskOffer): TaskOffer {
    orchestrator.give({ tasks: [offer] });
    return offer;
  }

  const run = (offer: TaskOffer) => endOf(begin(offer));

  function pidOf({ taskId }: TaskOffer): number {
    const entry = readFileSync(join(workplace.dir, "agent", "journal", `${taskId}.json`), "utf8");
    return (JSON.parse(entry.split("\n").at(-1) ?? "") as { process: { pid: number } }).process.pid;
  }

  /** A backup that takes a while, and the restic that does it. */
  async function slowBackup(to: RepositoryAccess, { limits, mebibytes = 24 }: Slowness = {}) {
    writeFileSync(join(source, "large.bin"), randomBytes(mebibytes * 1024 ** 2));
    const offer = backupOffer(to, [source]);
    begin({ ...offer, limits: { ...offer.limits, bandwidthUpKiBps: 1_500, ...limits } });
    await until(
      async () => orchestrator.seen.progress.some(({ bytesDone }) => bytesDone > 2 * 1024 ** 2),
      (isUnderWay) => isUnderWay,
      { what: "the progress of a backup" },
    );
    return { offer, pid: pidOf(offer) };
  }

  function mount(folder: string, ...how: string[]): void {
    execFileSync("mount", [...how, folder]);
    mounted.push(folder);
  }

  function unmount(folder: string): void {
    execFileSync("umount", ["--lazy", folder]);
    mounted.splice(mounted.lastIndexOf(folder), 1);
  }

  return {
    ...{ workplace, source, restic, start, begin, endOf, run, pidOf, slowBackup, mount, unmount },
    backup: (to: RepositoryAccess, include = [source]) => run(backupOffer(to, include)),
    init: (repository: RepositoryAccess) => run(offerOf({ kind: "init", repository, spec: {} })),
    check: (repository: RepositoryAccess) =>
      run(offerOf({ kind: "check", repository, spec: { lockWaitSeconds: 0 } })),
    mountSmall: (folder: string, mebibytes: number) =>
      mount(folder, "-t", "tmpfs", "-o", `size=${mebibytes}m`, "none"),
    /** A folder on a drive of its own: pulled out, an empty one is left in its place. */
    makeDrive() {
      const [drive, place] = [join(workplace.dir, "drive"), join(workplace.dir, "place")];
      for (const path of [drive, place]) mkdirSync(path);
      const putIn = async () => mount(place, "--bind", drive);
      mount(place, "--bind", drive);
      const access = accessTo(join(place, "repository"));
      return { access, stop: async () => unmount(place), startAgain: putIn };
    },
    async clear(): Promise<void> {
      await agent?.stop();
      await orchestrator.stop();
      for (const folder of [...mounted]) unmount(folder);
      rmSync(workplace.dir, { recursive: true, force: true });
    },
  };
}

export type AgentStage = Awaited<ReturnType<typeof makeAgentStage>>;

export const failureOf = ({ outcome, failure }: RunReport) => `${outcome} ${failure?.code}`;
