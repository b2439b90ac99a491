import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildArchive, unpack } from "./unpacked-program.ts";

const restic = process.env["HOLDFAST_RESTIC"] ?? "restic";
const isHere = process.platform === "linux";
const note = isHere ? "" : " (skipped: the archive for servers is tried on Linux)";

test.skipIf(!isHere)(
  `the program of the archive starts, backs up and restores where there is no Node, and goes on after a restart${note}`,
  async () => {
    const holdfast = unpack(buildArchive(restic));
    onTestFinished(holdfast.remove);
    const source = join(holdfast.folder, "Documents");
    mkdirSync(source);
    writeFileSync(join(source, "letter.txt"), "Dear Anna,\n");

    const first = await holdfast.start();
    const page = await fetch(first.url);
    holdfast.run("protect", source, "--to", join(holdfast.folder, "repository"));
    first.child.kill("SIGTERM");
    const [code] = await once(first.child, "exit");
    const second = await holdfast.start();
    onTestFinished(() => void second.child.kill("SIGKILL"));
    const status = holdfast.run("status");
    holdfast.run("restore", "latest", "--to", join(holdfast.folder, "back"));

    expect(await page.text()).toContain('<div id="root">');
    expect(code).toBe(0);
    expect(status).toContain("This computer is protected.");
    expect(readFileSync(join(holdfast.folder, "back", source, "letter.txt"), "utf8")).toBe("Dear Anna,\n");
    expect(existsSync(join(holdfast.folder, ".local", "share", "holdfast", "holdfast.db"))).toBe(true);
  },
);
