import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { overwriteMode } from "./task.ts";
import { task } from "./tasks.ts";
import { id, instant, wholeList } from "./values.ts";
import { API } from "./version.ts";

/** A restore to this machine that the followed orchestrator asks for, and that somebody here has to allow. */
export const consentRequest = z.object({
  taskId: id,
  /** What that orchestrator is called here. */
  askedBy: z.string(),
  askedAt: instant,
  /** Without an answer until then it is refused. */
  expiresAt: instant,
  repositoryName: z.string(),
  snapshotId: z.string(),
  /** Empty means everything in the snapshot. */
  paths: z.array(z.string()),
  /** Null: back to where the files came from. */
  target: z.string().nullable(),
  overwrite: overwriteMode,
});
export type ConsentRequest = z.infer<typeof consentRequest>;

/** Where the files would go, as a part of a sentence. */
export function destinationWords({
  target,
  overwrite,
}: Pick<ConsentRequest, "target" | "overwrite">): string {
  const place = target === null ? "back to where they came from" : `to ${target}`;
  return overwrite === "never"
    ? `${place}; files that are there stay as they are`
    : `${place}, over files that are there`;
}

export const listConsentRequests = endpoint({
  method: "GET",
  path: `${API}/consents`,
  access: "viewer",
  summary: "Restores to this machine that wait for somebody here to allow them, oldest first",
  reply: wholeList(consentRequest),
});

export const answerConsentRequest = endpoint({
  method: "POST",
  path: `${API}/consents/:taskId`,
  access: "admin",
  summary: "Allow a restore to this machine, or refuse it",
  params: z.object({ taskId: id }),
  body: z.strictObject({ allow: z.boolean() }),
  reply: task,
});
