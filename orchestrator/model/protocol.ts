import { createHash } from "node:crypto";
import {
  acknowledgeTask,
  appendLog,
  heartbeat,
  pollTasks,
  reportProgress,
  reportResult,
} from "#contract/agent-protocol";
import type { RunReport } from "#contract/outcome";
import type { TaskOffer } from "#contract/task";
import { chunkOf, proofOf } from "../orchestrator-for-tests.ts";
import { attemptKey } from "./known.ts";
import type { Machine, Work } from "./machine.ts";
import type { Request, World } from "./world.ts";

/** The requests of the agent protocol, each with what an answer to it promises. */
export function protocolOf({ known, clock }: Pick<World, "known" | "clock">) {
  const renew = (taskId: string) => void known.renewedAt.set(taskId, clock.monotonicMs);

  function about(machine: Machine, offer: TaskOffer) {
    return {
      key: machine.key,
      agentId: machine.agentId,
      proof: { taskId: offer.taskId, ...proofOf(offer) },
      params: { id: machine.agentId, taskId: offer.taskId },
      attempt: attemptKey(offer.taskId, offer.attempt),
    };
  }

  return {
    poll({ key, agentId, hostname }: Machine): Request {
      return {
        name: `${hostname} polls`,
        key,
        agentId,
        send: (call) => call(pollTasks, { params: { id: agentId }, query: { wait: 0 } }),
      };
    },

    acknowledge(machine: Machine, offer: TaskOffer): Request {
      const { params, attempt, ...rest } = about(machine, offer);
      known.begunBy.add(attempt);
      return {
        name: `${machine.hostname} acknowledges ${attempt}`,
        ...rest,
        send: (call) => call(acknowledgeTask, { params, body: proofOf(offer) }),
        note: () => {
          known.begun.add(attempt);
          renew(offer.taskId);
        },
      };
    },

    progress(machine: Machine, { offer }: Work): Request {
      const { params, attempt, ...rest } = about(machine, offer);
      const progress = { phase: "running", filesDone: 1, bytesDone: 1, errorCount: 0 };
      return {
        name: `${machine.hostname} tells progress of ${attempt}`,
        ...rest,
        send: (call) => call(reportProgress, { params, body: { ...proofOf(offer), progress } }),
        note: () => renew(offer.taskId),
      };
    },

    log(machine: Machine, { offer }: Work, seq: number): Request {
      const { params, attempt, ...rest } = about(machine, offer);
      const text = `2026-11-24T12:00:00.000Z info chunk ${seq} of ${attempt}\n`;
      const sha256 = createHash("sha256").update(text).digest("hex");
      known.sentChunks.set(attempt, (known.sentChunks.get(attempt) ?? new Set()).add(sha256));
      return {
        name: `${machine.hostname} sends chunk ${seq} of ${attempt}`,
        ...rest,
        send: (call) => call(appendLog, { params, body: { ...proofOf(offer), ...chunkOf(seq, text) } }),
        note(body) {
          const { nextSeq } = body as { nextSeq: number };
          renew(offer.taskId);
          const promised = known.chunks.get(attempt) ?? [];
          if (seq < nextSeq) promised[seq] = sha256;
          known.chunks.set(attempt, promised);
        },
      };
    },

    report(machine: Machine, offer: TaskOffer, report: RunReport): Request {
      const { params, attempt, ...rest } = about(machine, offer);
      known.begunBy.add(attempt);
      return {
        name: `${machine.hostname} reports ${attempt} as ${report.outcome}`,
        ...rest,
        isRepeatable: true,
        send: (call) => call(reportResult, { params, body: { ...proofOf(offer), ...report } }),
        note(body) {
          known.begun.add(attempt);
          known.reported.set(attempt, {
            runId: (body as { runId: string }).runId,
            status: expectedStatus(offer, report),
          });
        },
      };
    },

    /** `running` is what the machine says of itself. */
    beat({ key, agentId, hostname, bootedAt, startId }: Machine, running: TaskOffer[]): Request {
      const body = {
        appVersion: "0.1.0",
        resticVersion: "0.19.1",
        uptimeSeconds: (clock.monotonicMs - bootedAt) / 1_000,
        startId,
        sentAt: new Date(clock.ms).toISOString(),
        timeZone: "Europe/Berlin",
        disks: [],
        running: running.map(({ taskId, attempt }) => ({ taskId, attempt })),
      };
      return {
        name: `${hostname} beats with ${running.length} running`,
        isBeat: true,
        key,
        agentId,
        send: (call) => call(heartbeat, { params: { id: agentId }, body }),
        note: () => running.forEach(({ taskId }) => void renew(taskId)),
      };
    },
  };
}

/** Nothing turns green that names no snapshot. */
function expectedStatus({ kind }: TaskOffer, { outcome, snapshotId }: RunReport): string {
  const isGreen = outcome === "success" || outcome === "warning";
  return isGreen && kind === "backup" && !snapshotId ? "failure" : outcome;
}
