import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";
import { CANONICAL_INSTANT } from "#contract/values";

export type Check = (data: unknown) => { value: unknown } | { error: z.ZodError };

/** Length means the same as for zod: UTF-16 units. Formats come with a pattern, which is checked. */
const likeZod: Options = {
  ...{ removeAdditional: true, useDefaults: true, unicode: false },
  ...{ validateFormats: false, strict: false, strictNumbers: true },
  // The schemas come from zod; to hold each against the schema of schemas costs many times what compiling it does.
  ...{ meta: false, validateSchema: false },
  // It warns of the option that makes length the same.
  logger: false,
};

/**
 * The check of a schema, compiled when it is first used. It only knows a quick yes: what it does not let pass goes on to zod, which
 * decides, and finds the words.
 */
export function compiledCheck(schema: z.ZodType, { coerces }: { coerces: boolean }, slow: Check): Check {
  let isValid: ValidateFunction | undefined;
  return (data) => {
    isValid ??= (coerces ? compiledCoercing : compiledPlain)(schema);
    return isValid(data) ? { value: data } : slow(data);
  };
}

/** An instant that is written otherwise is brought into its form by zod. */
function asKept({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === "date-time") jsonSchema.pattern = CANONICAL_INSTANT.source;
}

const compiledPlain = onceForEach({ ...likeZod, coerceTypes: false });
const compiledCoercing = onceForEach({ ...likeZod, coerceTypes: true });

/** A schema never changes, so what was compiled from it serves every server of this process. */
function onceForEach(options: Options): (schema: z.ZodType) => ValidateFunction {
  const compiled = new WeakMap<z.ZodType, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const made = new Ajv2020(options).compile(z.toJSONSchema(schema, { io: "output", override: asKept }));
    compiled.set(schema, made);
    return made;
  };
}
