import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

export const USER = { username: "anna", password: "nas-password" };

export type RestServer = { url: string; certificate: string | undefined; stop(): Promise<void> };

/** restic's own HTTP server with one user, below a folder of the test; the test ends it. */
export async function startRestServer(
  folder: string,
  options: { tls?: boolean; appendOnly?: boolean } = {},
): Promise<RestServer> {
  const program = process.env["HOLDFAST_REST_SERVER"];
  if (program === undefined) throw new Error("name a rest-server with HOLDFAST_REST_SERVER");
  const data = join(folder, "server");
  mkdirSync(data, { recursive: true });
  const hash = createHash("sha1").update(USER.password).digest("base64");
  writeFileSync(join(data, ".htpasswd"), `${USER.username}:{SHA}${hash}\n`);
  const certificate = options.tls === true ? makeCertificate(folder) : undefined;
  const child = spawn(program, [
    "--path",
    data,
    "--listen",
    "127.0.0.1:0",
    ...(options.appendOnly === true ? ["--append-only"] : []),
    ...(certificate === undefined
      ? []
      : ["--tls", "--tls-cert", certificate.file, "--tls-key", certificate.key]),
  ]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const address = await addressSaidBy(child);
  return {
    url: `${certificate === undefined ? "http" : "https"}://${address}/${USER.username}/`,
    certificate: certificate?.text,
    async stop() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function addressSaidBy({ stdout, stderr }: ReturnType<typeof spawn>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const input of [stdout, stderr]) {
    if (input === null) continue;
    createInterface({ input }).on("line", (line) => {
      const address = /(127\.0\.0\.1:[1-9]\d*)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  }
  return promise;
}

/** Of an authority that only this test knows. */
function makeCertificate(folder: string) {
  const file = join(folder, "server.pem");
  const key = join(folder, "server.key");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=nas"];
  const name = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:TRUE"];
  execFileSync("openssl", [...request, ...name, "-keyout", key, "-out", file], { stdio: "pipe" });
  return { file, key, text: readFileSync(file, "utf8") };
}
