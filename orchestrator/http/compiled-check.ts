import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";

export type Check = (data: unknown) => { value: unknown } | { error: z.ZodError };

/** Length means the same as for zod: UTF-16 units. Formats come with a pattern, which is checked. */
const likeZod: Options = {
  ...{ removeAdditional: true, useDefaults: true, unicode: false },
  ...{ validateFormats: false, strict: false, strictNumbers: true },
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
    isValid ??= new Ajv2020({ ...likeZod, coerceTypes: coerces }).compile(
      z.toJSONSchema(schema, { io: "output" }),
    );
    return isValid(data) ? { value: data } : slow(data);
  };
}
