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

/** What a shell has of a variable after the commands of the kit, without running restic. */
function inShell(text: string, name: string): string {
  const script = text.split("LINUX AND MACOS\n")[1]?.split("\nrestic")[0] ?? "";
  const run = `cd "$(mktemp -d)" && ${script}\nprintf %s "$${name}"; ls >&2`;
  return String(execFileSync("sh", ["-ec", run], { stdio: "pipe" }));
}

test("the sign-in of every kind of place is in the kit, for people and for the shell", () => {
  const base = { name: "Place", resticId: null, at };
  const s3 = writeRecoveryKit({
    ...base,
    access: {
      ...{ id, kind: "s3", location: "s3:https://host/bucket/x", region: "eu-1", bucketLookup: "path" },
      credentials: { password: "p", accessKeyId: "AKID", secretAccessKey: "it's/secret" },
    },
  });
  const sftp = writeRecoveryKit({
    ...base,
    access: {
      ...{
        id,
        kind: "sftp",
        location: "sftp://anna@nas:2222//srv/x",
        hostKey: `nas ssh-ed25519 ${"A".repeat(60)}`,
      },
      credentials: { password: "p", privateKey: "-----BEGIN X-----\nabc\n-----END X-----\n" },
    },
  });
  const b2 = writeRecoveryKit({
    ...base,
    access: {
      ...{ id, kind: "other", location: "b2:bucket:x" },
      credentials: { password: "p", environment: { B2_ACCOUNT_ID: "me", B2_ACCOUNT_KEY: "key$x" } },
    },
  });

  expect(inShell(s3, "AWS_SECRET_ACCESS_KEY")).toBe("it's/secret");
  expect(s3).toMatch(/Access key: +AKID\nSecret key: +it's\/secret\nRegion: +eu-1\n/);
  expect(s3).toContain("restic -o s3.bucket-lookup=path snapshots");
  expect(sftp).toContain("-----BEGIN X-----\nabc\n-----END X-----' > holdfast-key");
  expect(sftp).toContain(`'[nas]:2222 ssh-ed25519 ${"A".repeat(60)}' > holdfast-known-hosts`);
  expect(sftp).toMatch(/restic -o 'sftp.args=-i holdfast-key .*' snapshots/);
  expect(inShell(b2, "B2_ACCOUNT_KEY")).toBe("key$x");
});

test("what cannot stand in a kit is named in it", () => {
  const access = { id, kind: "other", location: "rclone:drive:x", credentials: { password: "p" } } as const;

  expect(writeRecoveryKit({ name: "Drive", resticId: null, at, access })).toMatch(/ALSO NEEDED\nrclone/);
});
