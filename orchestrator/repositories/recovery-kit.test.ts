import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { writeRecoveryKit } from "./recovery-kit.ts";

const at = new Date("2026-11-24T12:00:00.000Z");
const id = "0193c0de-0000-7000-8000-000000000001";
const certificate = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n";

function kit(password: string, caCertificate?: string): string {
  return writeRecoveryKit({
    name: "NAS",
    resticId: "f00d",
    at,
    access: {
      id,
      kind: "rest-server",
      location: "rest:https://nas:8000/anna/",
      ...(caCertificate !== undefined && { caCertificate }),
      credentials: { password, username: "anna", backendPassword: "it's" },
    },
  });
}

test("the kit holds all that opens the repository", () => {
  const text = kit("open sesame");

  for (const part of ["NAS", "rest:https://nas:8000/anna/", "f00d", "open sesame", "anna", "it's"]) {
    expect(text).toContain(part);
  }
  expect(text).toContain("restic restore latest --target ./restored");
  expect(text).toContain("$env:RESTIC_PASSWORD = 'open sesame'");
});

test("a shell reads from the commands just the password that was meant, whatever is in it", () => {
  const password = `it's "50 %" $(touch x) \`y\` \\ ! #`;
  const lines = kit(password)
    .split("\n")
    .filter((line) => line.startsWith("export "));

  const read = execFileSync("sh", ["-c", `${lines.join("\n")}\nprintf %s "$RESTIC_PASSWORD"`]);

  expect(String(read)).toBe(password);
});

test("PowerShell takes typographic quotes for plain ones, so they are doubled too", () => {
  expect(kit("a'b’c")).toContain("$env:RESTIC_PASSWORD = 'a''b’’c'");
});

test("a certificate of one's own is written to a file that every command names", () => {
  const text = kit("x", certificate);

  expect(text).toContain("> holdfast-ca.pem");
  expect(text).toContain("restic --cacert holdfast-ca.pem snapshots");
  expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
});
