import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { count, instant, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

/** All that is written down today; older entries may say others. */
export const auditAction = z.enum([
  "account.change",
  "account.create",
  "account.delete",
  "account.password",
  "agent.approve",
  "agent.folders",
  "agent.labels",
  "agent.pause",
  "agent.remove",
  "agent.resume",
  "agent.stolen",
  "api-token.create",
  "api-token.delete",
  "database.move",
  "database.rescue",
  "discovery.off",
  "discovery.on",
  "enrolment.create",
  "enrolment.delete",
  "lan.off",
  "lan.on",
  "notice-channel.change",
  "notice-channel.create",
  "notice-channel.delete",
  "orchestrator.move",
  "orchestrator.move-back",
  "pairing.approve",
  "pairing.refuse",
  "policy.assign",
  "policy.assign-label",
  "policy.change",
  "policy.create",
  "policy.delete",
  "policy.duplicate",
  "policy.try",
  "policy.unassign",
  "policy.unassign-label",
  "recovery-kit.check",
  "recovery-kit.make",
  "repository.acknowledge",
  "repository.change",
  "repository.create",
  "repository.delete",
  "repository.recovery-kit",
  "repository.test",
  "repository.unlock",
  "restore.allow",
  "restore.create",
  "restore.refuse",
  "session.end",
  "set-up",
  "set-up-failed",
  "settings.change",
  "sign-in",
  "sign-in-failed",
  "sign-in-link.create",
  "sign-out",
  "snapshot.download",
  "task.cancel",
  "task.create",
  "task.retry",
  "upstream.join",
  "upstream.leave",
]);
export type AuditAction = z.infer<typeof auditAction>;

/** Something that an entry names by its id, as it is called today. */
export const auditThing = z.object({
  id: z.string(),
  kind: z.enum(["agent", "policy", "repository", "task"]),
  name: z.string(),
});
export type AuditThing = z.infer<typeof auditThing>;

export const auditEntry = z.object({
  seq: count,
  at: instant,
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  detail: z.string().nullable(),
  hash: z.string(),
  /** What of `object` and `detail` is still there. */
  things: z.array(auditThing),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAudit = endpoint({
  method: "GET",
  path: `${API}/audit`,
  access: "admin",
  summary: "Who changed what, newest first; each entry seals the one before it",
  query: pageQuery,
  reply: page(auditEntry),
});

export const auditVerification = z.object({
  /** So many entries, from the first on, are as they were written. */
  entries: count,
  /** The `seq` of the first entry that was changed, or that follows one that is gone. */
  brokenAt: count.nullable(),
});
export type AuditVerification = z.infer<typeof auditVerification>;

/** Reads the whole log. That the newest entries were taken off its end is not found. */
export const verifyAuditLog = endpoint({
  method: "GET",
  path: `${API}/audit/verification`,
  access: "admin",
  summary: "Whether an entry of the audit log was changed or taken out",
  reply: auditVerification,
});
