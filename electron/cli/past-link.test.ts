import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pastLink } from "./past-link.ts";

test.skipIf(process.platform === "win32")(
  "a file is looked for where the link that its folder is leads to (Windows wants rights for links)",
  () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "holdfast-link-")));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [link, target] = [join(folder, "Documents"), join(folder, "disk")];
    mkdirSync(target);
    symlinkSync(target, link);

    expect(pastLink(join(link, "a.txt"), [link, target])).toBe(join(target, "a.txt"));
    expect(pastLink(join(link, "a.txt"), [link])).toBe(join(link, "a.txt"));
    expect(pastLink(join(target, "a.txt"), [link, target])).toBe(join(target, "a.txt"));
    expect(pastLink(link, [link, target])).toBe(target);
    expect(pastLink(join(link, "a.txt"), [link, folder])).toBe(join(target, "a.txt"));
    rmSync(target, { recursive: true });
    expect(pastLink(join(link, "a.txt"), [link, target])).toBe(join(target, "a.txt"));
  },
);
