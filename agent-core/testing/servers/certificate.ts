import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Certificate = { file: string; key: string; text: string };

/** For loopback, of an authority that only this test knows. */
export function makeCertificate(folder: string, name = "server"): Certificate {
  const file = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=nas"];
  const names = [
    "-addext",
    "subjectAltName=IP:127.0.0.1,DNS:localhost",
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  ];
  // Two servers of one test may share it.
  if (!existsSync(file))
    execFileSync("openssl", [...request, ...names, "-keyout", key, "-out", file], { stdio: "pipe" });
  return { file, key, text: readFileSync(file, "utf8") };
}
