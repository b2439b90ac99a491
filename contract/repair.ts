import * as z from "zod";

/** One step of mending, as restic itself suggests them: index, then packs that are broken, then the snapshots that used them. */
export const repairStep = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("index") }),
  z.strictObject({
    step: z.literal("packs"),
    packs: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .min(1)
      .max(1_000),
  }),
  z.strictObject({ step: z.literal("snapshots") }),
]);
export type RepairStep = z.infer<typeof repairStep>;
