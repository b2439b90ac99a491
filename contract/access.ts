import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, id, instant, nothing, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

export const role = z.enum(["admin", "viewer"]);
export type Role = z.infer<typeof role>;

export const username = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._-]{1,64}$/u, "letters, digits, dot, dash, underscore; at most 64");
export const accountPassword = z.string().min(8, "at least 8 characters").max(128, "at most 128 characters");

export const me = z.object({
  /** Absent for the shell of this computer and for tokens. */
  user: z.object({ id, username: z.string() }).optional(),
  /** What the audit log calls the caller. */
  actor: z.string(),
  role,
  localAgentId: id.nullable(),
  orchestratorMode: z.boolean(),
  appVersion: z.string(),
  upstream: z.object({ name: z.string(), state: z.string() }).optional(),
});
export type Me = z.infer<typeof me>;

/** Nobody has an account yet: the page of the first start leads the way instead of asking for one. */
export const getSetUp = endpoint({
  method: "GET",
  path: `${API}/setup`,
  access: "nobody",
  summary: "Whether the first administrator is still to be made",
  reply: z.object({ isOpen: z.boolean() }),
});

export const setUp = endpoint({
  method: "POST",
  path: `${API}/setup`,
  access: "nobody",
  summary: "Make the first administrator, with the token from the log or from run/setup-token",
  body: z.strictObject({ token: z.string().max(200), username, password: accountPassword }),
  reply: z.object({ id, username: z.string() }),
  status: 201,
});

/** One of: name and password; the local token of this core; the one-time token of a sign-in link. */
export const signIn = endpoint({
  method: "POST",
  path: `${API}/session`,
  access: "nobody",
  summary: "Sign in; the reply sets the session cookie",
  body: z.union(
    [
      z.strictObject({ username: z.string().max(200), password: z.string().max(1_000) }),
      z.strictObject({ localToken: z.string().max(200) }),
      z.strictObject({ linkToken: z.string().max(200) }),
    ],
    "give username and password",
  ),
  reply: me,
});

export const signOut = endpoint({
  method: "DELETE",
  path: `${API}/session`,
  access: "viewer",
  summary: "Sign out",
  reply: nothing,
  status: 204,
});

/** What `holdfast open` prints: a link that signs in once, within 60 seconds. */
export const createSignInLink = endpoint({
  method: "POST",
  path: `${API}/sign-in-links`,
  access: "admin",
  summary: "Make a one-time link into the UI",
  reply: z.object({ path: z.string(), expiresAt: instant }),
  status: 201,
});

export const getMe = endpoint({
  method: "GET",
  path: `${API}/me`,
  access: "viewer",
  summary: "Who the caller is and what this install does",
  reply: me,
});

export const apiToken = z.object({
  id,
  name: z.string(),
  role,
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export type ApiToken = z.infer<typeof apiToken>;

export const createApiToken = endpoint({
  method: "POST",
  path: `${API}/api-tokens`,
  access: "admin",
  summary: "Make a token for programs; it is shown only in this reply",
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    role,
    expiresAt: instant.optional(),
  }),
  reply: apiToken.extend({ token: z.string() }),
  status: 201,
});

export const listApiTokens = endpoint({
  method: "GET",
  path: `${API}/api-tokens`,
  access: "admin",
  summary: "The tokens, without their secrets",
  query: pageQuery,
  reply: page(apiToken),
});

export const deleteApiToken = endpoint({
  method: "DELETE",
  path: `${API}/api-tokens/:id`,
  access: "admin",
  summary: "Make a token worthless",
  params: byId,
  reply: nothing,
  status: 204,
});
