import * as z from "zod";
import { accountPassword, role, username } from "./access.ts";
import { endpoint } from "./endpoint.ts";
import { byId, id, instant, nothing, wholeList } from "./values.ts";
import { API } from "./version.ts";

export const account = z.object({ id, username: z.string(), role, createdAt: instant });
export type Account = z.infer<typeof account>;

export const listAccounts = endpoint({
  method: "GET",
  path: `${API}/accounts`,
  access: "admin",
  summary: "Who can sign in",
  reply: wholeList(account),
});

export const createAccount = endpoint({
  method: "POST",
  path: `${API}/accounts`,
  access: "admin",
  summary: "Let somebody sign in",
  body: z.strictObject({ username, password: accountPassword, role }),
  reply: account,
  status: 201,
});

export const updateAccount = endpoint({
  method: "PATCH",
  path: `${API}/accounts/:id`,
  access: "admin",
  summary: "Change a role or set a new password; the account's sessions end",
  params: byId,
  body: z.strictObject({ role: role.optional(), password: accountPassword.optional() }),
  reply: account,
});

export const deleteAccount = endpoint({
  method: "DELETE",
  path: `${API}/accounts/:id`,
  access: "admin",
  summary: "Let somebody in no more; the account's sessions end",
  params: byId,
  reply: nothing,
  status: 204,
});

export const changeOwnPassword = endpoint({
  method: "POST",
  path: `${API}/me/password`,
  access: "viewer",
  summary: "Change one's own password; all sessions of the account end but a new one for this browser",
  body: z.strictObject({ currentPassword: z.string().max(1_000), newPassword: accountPassword }),
  reply: nothing,
  status: 204,
});

const session = z.object({
  id,
  /** Null for the person at this computer, let in by the desktop app or a sign-in link. */
  accountId: id.nullable(),
  actor: z.string(),
  role,
  createdAt: instant,
  lastSeenAt: instant,
  /** The one that asks. */
  isThis: z.boolean(),
});

export const listSessions = endpoint({
  method: "GET",
  path: `${API}/sessions`,
  access: "viewer",
  summary: "Who is signed in: administrators see everybody, others themselves",
  reply: wholeList(session),
});

export const endSession = endpoint({
  method: "DELETE",
  path: `${API}/sessions/:id`,
  access: "viewer",
  summary: "Sign a session out: one's own, or as an administrator anybody's",
  params: byId,
  reply: nothing,
  status: 204,
});

export const endOtherSessions = endpoint({
  method: "DELETE",
  path: `${API}/sessions`,
  access: "viewer",
  summary: "Sign out all of one's own sessions but this one",
  reply: nothing,
  status: 204,
});
