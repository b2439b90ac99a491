import * as z from "zod";
import manifest from "../restic.json" with { type: "json" };

/** `sha256` is null where the published SHA256SUMS could not be read: such a download is not used. */
export const resticRelease = z
  .strictObject({
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    downloads: z.url().endsWith("/"),
    /** Where the sums were read. */
    checksumsReadFrom: z.url().nullable(),
    platforms: z.record(
      z.string().regex(/^(linux|darwin|windows)-(x64|arm64)$/),
      z.strictObject({
        file: z.string().regex(/\.(bz2|zip)$/),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullable(),
      }),
    ),
  })
  .refine(
    ({ checksumsReadFrom, platforms }) =>
      checksumsReadFrom !== null || Object.values(platforms).every(({ sha256 }) => sha256 === null),
    "a checksum needs the place where it was read",
  );
export type ResticRelease = z.infer<typeof resticRelease>;

export const currentRelease = (): ResticRelease => resticRelease.parse(manifest);
