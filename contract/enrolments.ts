import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, count, id, instant, label, nothing, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

export const enrolment = z.object({
  id,
  label: z.string(),
  uses: count,
  usesLeft: count,
  /** `new-machines`: at once, but for one that looks like a machine that is known; after a comparison of digits. */
  approval: z.enum(["automatic", "manual", "new-machines"]),
  labels: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
});
export type Enrolment = z.infer<typeof enrolment>;

/** Whether somebody has to let each machine in: yes or no will do as well. */
const approvalGiven = z.union(
  [z.enum(["automatic", "manual"]), z.boolean().transform((isAsked) => (isAsked ? "manual" : "automatic"))],
  "must be automatic or manual",
);

export const createEnrolment = endpoint({
  method: "POST",
  path: `${API}/enrolments`,
  access: "admin",
  summary: "Make a code that lets machines in; the code is shown only in this reply",
  body: z.strictObject({
    label: z.string().trim().max(100).default(""),
    uses: z.int().min(1).max(10_000).default(1),
    expiresInSeconds: z
      .int()
      .min(1)
      .max(90 * 86_400)
      .default(900),
    labels: z.array(label).max(50).default([]),
    approval: approvalGiven.default("automatic"),
  }),
  reply: enrolment.extend({ code: z.string(), joinCode: z.string() }),
  status: 201,
});

export const listEnrolments = endpoint({
  method: "GET",
  path: `${API}/enrolments`,
  access: "admin",
  summary: "The codes that still work",
  query: pageQuery,
  reply: page(enrolment),
});

export const deleteEnrolment = endpoint({
  method: "DELETE",
  path: `${API}/enrolments/:id`,
  access: "admin",
  summary: "Make a code worthless",
  params: byId,
  reply: nothing,
  status: 204,
});
