import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { progress, runStatus } from "./outcome.ts";
import { taskStatus } from "./tasks.ts";
import { count, id } from "./values.ts";
import { API } from "./version.ts";

/** Hints and small deltas: who gets one reads again what it shows. `reset` means that events were missed. */
export const liveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("task"), taskId: id, agentId: id, policyId: id.nullable(), status: taskStatus }),
  z.object({ type: z.literal("run"), runId: id, agentId: id, policyId: id.nullable(), status: runStatus }),
  z.object({ type: z.literal("progress"), runId: id, taskId: id, agentId: id, progress }),
  z.object({ type: z.literal("log"), runId: id, seq: count }),
  z.object({ type: z.literal("agent"), agentId: id }),
  z.object({ type: z.literal("policy"), policyId: id }),
  z.object({ type: z.literal("repository"), repositoryId: id }),
  z.object({ type: z.literal("slot"), policyId: id, agentId: id }),
  z.object({ type: z.literal("reset") }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

export const streamEvents = endpoint({
  method: "GET",
  path: `${API}/events`,
  access: "viewer",
  summary: "Server-sent events; Last-Event-ID continues after a cut",
  reply: z.string(),
  replyMedia: "text/event-stream",
});
