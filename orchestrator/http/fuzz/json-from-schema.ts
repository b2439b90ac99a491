import fc from "fast-check";
import { hostileValue } from "./hostile.ts";
import type { JsonSchema } from "./operations.ts";

/** Where one of these stands, the sender puts an id of something that is there. */
export type Known = { known: number };
export const isKnown = (value: unknown): value is Known =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "known";

const known: fc.Arbitrary<Known> = fc.nat(1_000).map((number) => ({ known: number }));

const PLAUSIBLE = [
  "/home/anna",
  "{home}/Documents",
  "My files",
  "anna-pc",
  "6h",
  "1y6m14d",
  "0 2 * * *",
  "30 2 * * 0",
  "UTC",
  "Europe/Berlin",
  "http://nas.example:8000/anna/",
  "correct-horse-9",
  "*.iso",
  "2026-11-24T12:00:00.000Z",
];

/** Values that fit a schema as far as JSON Schema can say it; rules beyond that make some of them nearly valid. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(fitting));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return fittingObject(schema);
    case "array":
      return fc.array(schema.items === undefined ? fc.string() : fitting(schema.items), { maxLength: 4 });
    case "string":
      return fittingText(schema);
    case "integer":
      return fc.integer(rangeOf(schema));
    case "number":
      return fc.double({ ...rangeOf(schema), noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function fittingObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, fitting(part)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

function fittingText({ format, pattern, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === "uuid") return fc.oneof({ weight: 5, arbitrary: known }, fc.uuid());
  if (format === "date-time") {
    return fc
      .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  const free = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength ?? 40, 40)) });
  const plausible = fc.constantFrom(...PLAUSIBLE);
  const matching = pattern === undefined ? undefined : matchingText(pattern);
  return matching === undefined
    ? fc.oneof(plausible, free)
    : fc.oneof(plausible, { weight: 3, arbitrary: matching });
}

/** Undefined for patterns with look-ahead, which cannot be turned round. */
function matchingText(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: 100 });
  } catch {
    return undefined;
  }
}

function rangeOf({ minimum = 0, maximum = 1_000_000 }: JsonSchema): { min: number; max: number } {
  return { min: minimum, max: Math.max(minimum, Math.min(maximum, 1_000_000_000)) };
}

type Place = { holder: Record<string, unknown> | unknown[]; key: string };

/** Fits but for one to three places, where something hostile, nothing, or a field too many stands. */
export function nearlyFitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(1_000),
    how: fc.constantFrom("replace", "replace", "leave out", "add"),
    value: hostileValue,
  });
  return fc
    .tuple(fitting(schema), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => {
      const root = { value: structuredClone(value) as unknown };
      for (const { at, how, value: hostile } of changes) {
        const places = placesIn(root);
        const place = places[at % places.length];
        if (place !== undefined) alter(place, how, hostile);
      }
      return root.value;
    });
}

function placesIn(holder: Record<string, unknown> | unknown[], depth = 0): Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(depth < 6 &&
    typeof value === "object" &&
    value !== null &&
    !isKnown(value) &&
    Object.keys(value).length < 100
      ? placesIn(value as Record<string, unknown>, depth + 1)
      : []),
  ]);
}

function alter({ holder, key }: Place, how: string, value: unknown): void {
  if (Array.isArray(holder)) {
    if (how === "replace") holder[Number(key)] = value;
    else holder.push(value);
  } else if (how === "leave out" && key !== "value") delete holder[key];
  else holder[how === "add" ? `${key}2` : key] = value;
}
