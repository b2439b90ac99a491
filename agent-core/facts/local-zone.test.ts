import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const program = `import { localZone } from ${JSON.stringify(new URL("./local-zone.ts", import.meta.url).href)};
process.stdout.write(localZone(process.env.ZONE_FILE));`;

async function zoneWhere(TZ: string, ZONE_FILE: string): Promise<string> {
  const env = { ...process.env, TZ, ZONE_FILE };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    env,
  });
  return stdout;
}

test.skipIf(process.platform === "win32")(
  "a machine has a zone also where TZ names none, as Windows does not let it",
  async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "holdfast-zone-")));
    const file = join(folder, "zoneinfo/Europe/Berlin");
    const link = join(folder, "localtime");
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
    symlinkSync(file, link);

    expect(await zoneWhere("Asia/Tokyo", link)).toBe("Asia/Tokyo");
    expect(await zoneWhere("", link)).toBe("Europe/Berlin");
    expect(await zoneWhere(":/etc/localtime", link)).toBe("Europe/Berlin");
    expect(await zoneWhere("", join(folder, "none"))).toBe("UTC");
  },
);
