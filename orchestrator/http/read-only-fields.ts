import * as z from "zod";
import type { Endpoint } from "#contract/endpoint";

/**
 * Whoever changes a thing may send back what was read: what only the server says of it (`id`, `revision`, `createdAt`) is passed over.
 * A field that is in neither is still refused.
 */
export function passOverReadOnly({ method, body, reply }: Endpoint): z.ZodType | undefined {
  if (method !== "PUT" || body === undefined) return body;
  const writable = new Set(fieldsOf(body));
  const readOnly = new Set(fieldsOf(reply).filter((name) => !writable.has(name)));
  if (writable.size === 0 || readOnly.size === 0) return body;
  return z.preprocess((sent) => (isObject(sent) ? without(sent, readOnly) : sent), body);
}

function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(fieldsOf);
  return [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function without(sent: Record<string, unknown>, names: Set<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !names.has(name)));
}
