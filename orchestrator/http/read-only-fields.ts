import * as z from "zod";
import type { Endpoint } from "#contract/endpoint";

/**
 * Whoever changes a thing may send back what was read: what only the server says of it (`id`, `revision`, `createdAt`) is passed over,
 * also inside of its parts. A field that is in neither is still refused.
 */
export function passOverReadOnly({ method, body, reply }: Endpoint): z.ZodType | undefined {
  if (method !== "PUT" || body === undefined) return body;
  return z.preprocess((sent) => writablePart(sent, body, reply), body);
}

function writablePart(sent: unknown, body: z.ZodType, reply: z.ZodType): unknown {
  if (!isObject(sent)) return sent;
  const writable = fieldsOf(body, sent);
  const shown = fieldsOf(reply, sent);
  if (writable === undefined || shown === undefined) return sent;
  const kept = Object.entries(sent).filter(([name]) => name in writable || !(name in shown));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const [taken, told] = [writable[name], shown[name]];
      return [name, taken === undefined || told === undefined ? value : writablePart(value, taken, told)];
    }),
  );
}

type Fields = Record<string, z.ZodType>;

/** Of several kinds of a thing, the fields of the kind that was sent. */
function fieldsOf(schema: z.ZodType, sent: Record<string, unknown>): Fields | undefined {
  if (schema instanceof z.ZodObject) return schema.shape as Fields;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return fieldsOf(schema.unwrap() as z.ZodType, sent);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const name = schema.def.discriminator;
  const options = (schema.options as z.ZodType[]).map((option) => fieldsOf(option, sent));
  return options.find((fields) => fields?.[name]?.safeParse(sent[name]).success === true);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
