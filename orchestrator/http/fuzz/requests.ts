import fc from "fast-check";
import { brokenBody, contentType, extraHeader, hostileText } from "./hostile.ts";
import { fitting, isKnown, nearlyFitting } from "./json-from-schema.ts";
import type { Operation } from "./operations.ts";

const credentials = ["admin", "viewer", "agent", "code", "none"] as const;
export type Credential = (typeof credentials)[number];
/** Others are refused before the request is read. */
const FITTING: Record<string, Credential> = { enrolment: "code", agent: "agent", "agent-or-viewer": "agent" };

export type FuzzRequest = {
  /** As in `GET /api/v1/me`. */
  operation: string;
  credential: Credential;
  params: Record<string, unknown>;
  query: [name: string, value: unknown][];
  headers: [name: string, value: string][];
  body: { text: string; media: string | undefined } | { value: unknown } | undefined;
};

/** A request for any of the operations: good, nearly good, or bad on purpose. */
export function anyRequest(operations: Operation[]): fc.Arbitrary<FuzzRequest> {
  // To turn a pattern round takes longer than most requests, so it is done once.
  const known = new Map<Operation, fc.Arbitrary<FuzzRequest>>();
  return fc.constantFrom(...operations).chain((operation) => {
    const requests = known.get(operation) ?? requestFor(operation);
    known.set(operation, requests);
    return requests;
  });
}

function requestFor(operation: Operation): fc.Arbitrary<FuzzRequest> {
  return fc.record({
    operation: fc.constant(nameOf(operation)),
    credential: fc.oneof(
      { weight: 5, arbitrary: fc.constant(FITTING[operation.access] ?? "admin") },
      fc.constantFrom(...credentials),
    ),
    params: paramsOf(operation),
    query: queryOf(operation),
    headers: fc.oneof(
      { weight: 4, arbitrary: fc.constant<[string, string][]>([]) },
      fc.array(extraHeader, { minLength: 1, maxLength: 2 }),
    ),
    body: bodyOf(operation),
  });
}

export const nameOf = ({ method, path }: Pick<Operation, "method" | "path">) => `${method} ${path}`;

function paramsOf({ parameters }: Operation): fc.Arbitrary<Record<string, unknown>> {
  const fields = parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name, schema }) => [
      name,
      fc.oneof({ weight: 5, arbitrary: fitting(schema) }, hostileText.map(shortened)),
    ]);
  return fc.record(Object.fromEntries(fields));
}

const shortened = (text: string) => text.slice(0, 2_000);

function queryOf({ parameters }: Operation): fc.Arbitrary<[string, unknown][]> {
  const fields = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema, required }) => {
      const value = name === "wait" ? fc.constantFrom("0", "-1", "56", "x", "") : fitting(schema);
      const one = fc.tuple(
        fc.constant(name),
        fc.oneof({ weight: 4, arbitrary: value }, hostileText.map(shortened)),
      );
      return fc.array(one, { minLength: required || name === "wait" ? 1 : 0, maxLength: 2, size: "xsmall" });
    });
  const unknown = fc.array(
    fc.tuple(fc.constantFrom("colour", "__proto__", "constructor", "limit[]"), hostileText.map(shortened)),
    {
      maxLength: 1,
    },
  );
  return fc
    .tuple(...fields, fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, unknown))
    .map((lists) => lists.flat());
}

function bodyOf({ body }: Operation): fc.Arbitrary<FuzzRequest["body"]> {
  const media = body?.media ?? "application/json";
  const schema = body?.schema ?? {};
  const value = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((value) => ({ value }));
  const broken = fc.record({
    text: brokenBody,
    media: fc.oneof({ weight: 3, arbitrary: fc.constant(media) }, contentType),
  });
  if (body === undefined) return fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, broken);
  return fc.oneof(
    { weight: 5, arbitrary: value(fitting(schema)) },
    { weight: 5, arbitrary: value(nearlyFitting(schema)) },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** Puts ids of things that are there where the request leaves room for one. */
export function withIds(value: unknown, idFor: (number: number) => string): unknown {
  if (isKnown(value)) return idFor(value.known);
  if (Array.isArray(value)) return value.length > 100 ? value : value.map((one) => withIds(one, idFor));
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(value).length > 100) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withIds(part, idFor)]));
}
