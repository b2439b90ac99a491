import { createRequire } from "node:module";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { startProgram } from "./program.ts";

export const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
export const BUCKET = "backups";

export type S3Server = { endpoint: string; certificate: string; stop(): Promise<void> };

/** s3rver over TLS: over plain HTTP it stores the signatures of the chunks among the data. */
export async function startS3(folder: string, port = 0): Promise<S3Server> {
  const program = join(
    createRequire(import.meta.url).resolve("s3rver/package.json"),
    "..",
    "bin",
    "s3rver.js",
  );
  const certificate = makeCertificate(folder, "s3");
  const server = await startProgram(process.execPath, [
    "--no-deprecation",
    program,
    "--directory",
    join(folder, "s3"),
    "--address",
    "127.0.0.1",
    "--port",
    String(port),
    "--key",
    certificate.key,
    "--cert",
    certificate.file,
    "--configure-bucket",
    BUCKET,
  ]);
  return { endpoint: `https://127.0.0.1:${server.port}`, certificate: certificate.text, stop: server.stop };
}
