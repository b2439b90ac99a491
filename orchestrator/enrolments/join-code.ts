import { createHash } from "node:crypto";
import * as z from "zod";
import { id, instant } from "#contract/values";
import { invalidField } from "../http/errors.ts";

/** Short names: people print this as a QR code. */
const payload = z.object({
  v: z.literal(1),
  o: id,
  /** Nothing to pin while only the plain HTTP of loopback is served. */
  p: z.string().nullable(),
  t: id,
  s: z.string(),
  e: instant,
  a: z.array(z.string()).max(4),
});

const payloadText = z
  .string()
  .refine(isJson)
  .transform((text): unknown => JSON.parse(text))
  .pipe(payload);

/** What a machine needs to find its orchestrator, to know that it is the right one, and to be let in. */
export type JoinCode = {
  orchestratorId: string;
  caPin: string | null;
  enrolmentId: string;
  /** What registers an agent. */
  code: string;
  expiresAt: string;
  addresses: string[];
};

const PREFIX = "hf1.";
const CHECK_BYTES = 4;

export function encodeJoinCode(join: JoinCode): string {
  const short: z.input<typeof payload> = {
    v: 1,
    o: join.orchestratorId,
    p: join.caPin,
    t: join.enrolmentId,
    s: join.code,
    e: join.expiresAt,
    a: join.addresses.slice(0, 4),
  };
  const bytes = Buffer.from(JSON.stringify(short));
  return PREFIX + Buffer.concat([bytes, checksum(bytes)]).toString("base64url");
}

/** Throws a field error on `joinCode` for what is not one, or was not copied whole. */
export function decodeJoinCode(text: string): JoinCode {
  const code = text.replace(/\s/g, "");
  if (!code.startsWith(PREFIX))
    throw invalidField("joinCode", `is not a join code: those start with ${PREFIX}`);
  const bytes = Buffer.from(code.slice(PREFIX.length), "base64url");
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (!bytes.subarray(-CHECK_BYTES).equals(checksum(body))) {
    throw invalidField("joinCode", "is not complete, or has a typing error; copy it again");
  }
  const { success, data } = payloadText.safeParse(body.toString("utf8"));
  if (!success) throw invalidField("joinCode", "was made by a newer Holdfast; update this machine first");
  return {
    orchestratorId: data.o,
    caPin: data.p,
    enrolmentId: data.t,
    code: data.s,
    expiresAt: data.e,
    addresses: data.a,
  };
}

function checksum(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest().subarray(0, CHECK_BYTES);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
