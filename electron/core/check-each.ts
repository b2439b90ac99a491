import type * as z from "zod";
import { inCamelCase, inKebabCase } from "./settings.ts";

export type Checked<Values> = { settings: Values; complaints: string[] };

/** Settings that nobody here has written: one by one, so that a wrong one takes no right one with it, and told instead of refused. */
export function checkEach<Schema extends z.ZodObject>(
  schema: Schema,
  entries: readonly (readonly [string, unknown])[],
  place: string,
): Checked<Partial<z.infer<Schema>>> {
  const settings: Record<string, unknown> = {};
  const complaints: string[] = [];
  for (const [name, value] of entries) {
    const key = inCamelCase(name);
    if (!(key in schema.shape) || inKebabCase(key) !== name) {
      complaints.push(`${place} sets ${name}, which is no setting that can be set there.`);
      continue;
    }
    const checked = schema.partial().safeParse({ [key]: value });
    if (checked.success) Object.assign(settings, checked.data);
    else
      complaints.push(`${place} sets ${name}, which ${checked.error.issues[0]?.message}; it is not obeyed.`);
  }
  return { settings: settings as Partial<z.infer<Schema>>, complaints };
}
