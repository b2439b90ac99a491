import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shellBlocks } from "../../../build/house-rules/shell-blocks.ts";
import { backupPath } from "../../../orchestrator/db/backup-files.ts";
import { writeBackup } from "../../../orchestrator/db/write-backup.ts";
import { until } from "../../whole-core.ts";
import { type Booted, boot } from "./booted-debian.ts";
import { makeDebian } from "./debian-root.ts";
import { reasonToSkip } from "./needed-programs.ts";
import { buildArchive, root } from "./unpacked-program.ts";

const reason = reasonToSkip("mmdebstrap", "systemd-nspawn", "nsenter", "pgrep");
const note = reason === undefined ? "" : ` (skipped: ${reason})`;
const restic = process.env["HOLDFAST_RESTIC"] ?? "restic";

const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
const blocks = pages
  .filter((path) => path.endsWith(".md"))
  .flatMap((path) => shellBlocks(readFileSync(join(root, path), "utf8")));
const LETTER = "Dear Anna,\n";
const LATER = "9999-later";

test("every place that a page names for its commands is one of these", () => {
  const places = new Set(blocks.flatMap(({ place }) => (place === undefined ? [] : [place])));

  expect([...places].sort()).toEqual(["linux", "removal", "rollback", "rollback-database", "upgrade"]);
});

describe.skipIf(reason !== undefined)(
  `a stranger with a new Debian, who types what the pages say${note}`,
  () => {
    let folder: string;
    let debian: Booted;
    const inside = (path: string) => join(folder, "debian", path);
    const home = (path: string) => inside(join("home", "anna", path));

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "holdfast-guide-"));
      const archive = buildArchive(restic);
      makeDebian(join(folder, "debian"), ["systemd", "systemd-sysv", "dbus", "sudo"]);
      writeFileSync(inside("etc/sudoers.d/anna"), "anna ALL=(ALL) NOPASSWD:ALL\n", { mode: 0o440 });
      debian = await boot(join(folder, "debian"));
      debian.run("useradd", "--create-home", "--shell", "/bin/bash", "anna");
      copyFileSync(archive, home(basename(archive)));
      asAnna(`mkdir Documents; printf '${LETTER.replace("\n", "\\n")}' > Documents/letter.txt`);
    }, 1_200_000);
    afterAll(async () => {
      await debian?.shutDown();
      rmSync(folder, { recursive: true, force: true });
    }, 120_000);

    /** Stops at the first command that fails, which its reader would do too. */
    function asAnna(commands: string): string {
      writeFileSync(inside("srv/commands"), commands);
      const { code, output } = debian.run("runuser", "-l", "anna", "-c", "bash -eux /srv/commands");
      expect({ code, output }).toMatchObject({ code: 0 });
      return output;
    }
    const follow = (place: string) =>
      blocks
        .filter((block) => block.place === place)
        .map(({ text }) => asAnna(text))
        .join("\n");
    const log = () => readFileSync(inside("var/lib/holdfast/logs/core.log"), "utf8");

    test("gets from the archive to a file that came back, and sees as anybody how the computer is", () => {
      const output = follow("linux");

      expect(output).toContain("No backup is set up yet");
      expect(output).toContain("This computer is protected.");
      expect(output).toContain("Recovery code:");
      expect(readFileSync(home("Documents/letter.txt"), "utf8")).toBe(LETTER);
      expect(existsSync(home("holdfast-kit.json"))).toBe(true);
      expect(asAnna("holdfast backup")).toContain("Documents: will run now");
    });

    test("is told what to do where only an administrator may do something", () => {
      expect(asAnna("holdfast protect ~/Documents --to /mnt/other || true")).toContain(
        "run it again with sudo",
      );
      expect(asAnna("holdfast diagnose")).toContain("Only an administrator may look further");
      expect(asAnna("holdfast pause --for 1h; holdfast status; holdfast resume")).toContain("Backups go on.");
      expect(asAnna("holdfast core || true")).toContain(
        "Holdfast runs already, as the service of this computer",
      );
    });

    test("upgrades, and goes back to the program and to the database from before", async () => {
      expect(follow("upgrade")).toContain("This computer is protected.");
      debian.run("systemctl", "stop", "holdfast");
      changeAsANewerVersion(inside("var/lib/holdfast"));
      follow("rollback");
      await until(
        async () => log(),
        (text) => text.includes(`changed by a newer Holdfast (step ${LATER})`),
        {
          seconds: 60,
          what: "the refusal",
        },
      );
      expect(asAnna("holdfast status || true")).toContain("service of this computer does not run");
      follow("rollback-database");

      await until(
        async () => debian.run("holdfast", "status").output,
        (text) => text.includes("Documents"),
        {
          seconds: 60,
          what: "the older version",
        },
      );
      expect(log()).toMatch(/The database was not there. The internal backup of .* was put in its place/);
    });

    test("removes it, and keeps configuration and data", () => {
      follow("removal");

      expect(existsSync(inside("opt/holdfast"))).toBe(false);
      expect(existsSync(inside("var/lib/holdfast/holdfast.db"))).toBe(true);
      expect(existsSync(inside("etc/holdfast/holdfast.key"))).toBe(true);
    });
  },
);

/** As a version would that knows one more step of the schema: a copy first, then the step. */
function changeAsANewerVersion(dataDir: string): void {
  const file = join(dataDir, "holdfast.db");
  writeBackup(file, backupPath(dataDir, new Date(), LATER));
  const sqlite = new Sqlite(file);
  sqlite
    .prepare("insert into kysely_migration (name, timestamp) values (?, ?)")
    .run(LATER, new Date().toISOString());
  sqlite.close();
}
