import * as z from "zod";

export const testCounts = z.strictObject({
  passed: z.int(),
  failed: z.int(),
  skipped: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
});
export type TestCounts = z.infer<typeof testCounts>;
