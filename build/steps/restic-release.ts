import * as z from "zod";
import manifest from "../restic.json" with { type: "json" };

/** An official release of restic, and the checksums by which a download of it is taken. */
export const resticRelease = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  downloads: z.url().endsWith("/"),
  checksumsPublishedAt: z.url(),
  platforms: z.record(
    z.string().regex(/^(linux|darwin|windows)-(x64|arm64)$/),
    z.strictObject({
      file: z.string().regex(/\.(bz2|zip)$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ResticRelease = z.infer<typeof resticRelease>;

export const currentRelease = (): ResticRelease => resticRelease.parse(manifest);
