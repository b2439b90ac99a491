import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restServerProgram } from "../config.ts";
import { makeCertificate } from "./certificate.ts";
import { startProgram } from "./program.ts";

export const USER = { username: "anna", password: "nas-password" };

export type RestServer = { url: string; certificate: string | undefined; stop(): Promise<void> };
type Options = {
  tls?: boolean;
  appendOnly?: boolean;
  port?: number;
  maxBytes?: number;
  /** Where it listens: loopback, or an address of the network that `within` puts it into. */
  host?: string;
  within?: string[];
};

/** restic's own HTTP server with one user, below a folder of the test; the test ends it. */
export async function startRestServer(
  folder: string,
  { tls = false, appendOnly = false, port = 0, maxBytes, host = "127.0.0.1", within = [] }: Options = {},
): Promise<RestServer> {
  const data = join(folder, "server");
  mkdirSync(data, { recursive: true });
  const hash = createHash("sha1").update(USER.password).digest("base64");
  writeFileSync(join(data, ".htpasswd"), `${USER.username}:{SHA}${hash}\n`);
  const certificate = tls ? makeCertificate(folder) : undefined;
  const [program = "", ...before] = [...within, restServerProgram()];
  const args = [
    ...before,
    "--path",
    data,
    "--listen",
    `${host}:${port}`,
    ...(appendOnly ? ["--append-only"] : []),
    ...(maxBytes === undefined ? [] : ["--max-size", String(maxBytes)]),
    ...(certificate === undefined
      ? []
      : ["--tls", "--tls-cert", certificate.file, "--tls-key", certificate.key]),
  ];
  const server = await startProgram(program, args, {}, host);
  return {
    url: `${tls ? "https" : "http"}://${host}:${server.port}/${USER.username}/`,
    certificate: certificate?.text,
    stop: server.stop,
  };
}
