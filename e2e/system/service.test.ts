import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Booted, boot } from "./packages/booted-debian.ts";
import { makeDebian } from "./packages/debian-root.ts";
import { reasonToSkip } from "./packages/needed-programs.ts";
import { root as clone } from "./packages/unpacked-program.ts";

const reason = reasonToSkip("mmdebstrap", "systemd-nspawn", "nsenter", "pgrep");
const note = reason === undefined ? "" : ` (skipped: ${reason})`;

/** Each in what its owner's desktop calls the documents. */
const LETTERS = ["/home/anna/Dokumente/letter.txt", "/home/ben/Documents/letter.txt"];

let folder: string | undefined;
let machine: Booted;

beforeAll(async () => {
  if (reason !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), "holdfast-debian-"));
  const root = join(folder, "root");
  makeDebian(root, ["systemd", "systemd-sysv", "dbus"]);
  mkdirSync(join(root, clone), { recursive: true });
  appendFileSync(join(root, "etc/passwd"), "anna:x:1000:1000::/home/anna:/bin/bash\n");
  for (const path of LETTERS) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), "Dear all\n");
  }
  mkdirSync(join(root, "home/anna/.config"));
  writeFileSync(join(root, "home/anna/.config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n');
  machine = await boot(root, [clone]);
}, 900_000);
afterAll(async () => {
  await machine?.shutDown();
  if (folder !== undefined) rmSync(folder, { recursive: true });
}, 60_000);

/** Backs up what a policy calls documents, and waits for the end. */
const BACK_UP_DOCUMENTS = `
const { url, token } = JSON.parse(require("node:fs").readFileSync("/var/lib/holdfast/run/admin.json", "utf8"));
const call = async (method, path, body) => {
  const headers = { authorization: "Bearer " + token, ...(body && { "content-type": "application/json" }) };
  const answer = await fetch(url + "/api/v1" + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(path + " " + answer.status + " " + (await answer.text()));
  return answer.json();
};
(async () => {
  const { localAgentId: agentId } = await call("GET", "/me");
  const place = { name: "Disk", kind: "fs", path: "/backups", password: "correct-horse-9" };
  const { id: repositoryId } = await call("POST", "/repositories", place);
  const policy = await call("POST", "/policies", { name: "Documents", repositoryId, include: ["{documents}"] });
  await call("PUT", "/policies/" + policy.id + "/agents/" + agentId);
  const task = await call("POST", "/tasks", { kind: "backup", policyId: policy.id, agentId });
  for (let now = task; ; now = await call("GET", "/tasks/" + task.id)) {
    if (now.finishedAt) return console.log(now.status);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
})();`;

test.skipIf(reason !== undefined)(
  `a service is set up, survives the death of its core, tells everybody of this computer how it is, backs up their documents, and is taken away${note}`,
  async () => {
    const { run } = machine;
    const holdfast = (...words: string[]) =>
      run(process.execPath, join(clone, "electron/cli/bin.mjs"), ...words);
    const pid = () => run("systemctl", "show", "-p", "MainPID", "--value", "holdfast").output;
    const isReady = (of: string) =>
      run("grep", "-q", `"pid":${of}`, "/var/lib/holdfast/run/admin.json").code === 0;
    const asAnybody = (...words: string[]) => run("setpriv", "--reuid=1000", "--clear-groups", ...words);

    expect(holdfast("service", "install").code).toBe(0);
    const first = pid();
    await expect.poll(() => isReady(first), { timeout: 60_000 }).toBe(true);
    run("sh", "-c", `kill -9 ${first}`);
    await expect.poll(pid, { timeout: 60_000 }).not.toMatch(new RegExp(`^(0|${first})$`));
    await expect.poll(() => isReady(pid()), { timeout: 60_000 }).toBe(true);

    await expect.poll(() => asAnybody("cat", "/var/lib/holdfast/run/user.json").code).toBe(0);
    expect(asAnybody("cat", "/var/lib/holdfast/run/admin.json").code).not.toBe(0);
    expect(asAnybody("ls", "/var/lib/holdfast").code).not.toBe(0);
    expect(run(process.execPath, "-e", BACK_UP_DOCUMENTS).output).toContain("succeeded");
    const found = holdfast("find", "letter.txt").output;
    for (const path of LETTERS) expect(found).toContain(path);

    expect(holdfast("service", "status").code).toBe(0);
    expect(holdfast("service", "uninstall").code).toBe(0);
    expect(holdfast("service", "status").code).toBe(3);
    expect(run("systemctl", "is-active", "holdfast").output).toBe("inactive");
  },
);
