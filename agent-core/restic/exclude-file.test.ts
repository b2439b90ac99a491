import { readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { excludeLine } from "./exclude-file.ts";
import { literalPattern } from "./names.ts";

let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

/** Each of them means something in an exclude file, or to whoever matches patterns. */
const NAMES = [
  ...[
    "$HOME",
    "\u0024{HOME}",
    "$$",
    "$",
    "a$",
    "$1x",
    "#",
    "# old",
    "a#",
    " ",
    " a",
    "a ",
    "  b  ",
    "\ta",
    "a\t",
  ],
  ...[
    "\ufeffx",
    "\u00a0y",
    "y\u00a0",
    "z\u0085",
    "\u2003w\u3000",
    "v\r",
    "a\\",
    "\\ ",
    "a\\ ",
    "[a]",
    "[ ]",
    "!b",
  ],
  ...["é", "a*b", "\u{1f4be} ", "c d", "node"],
];

/** From a name that is there: as it is, quoted, or with a part of it left open. */
const pattern = fc
  .record({
    name: fc.constantFrom(...NAMES),
    way: fc.constantFrom("bare", "literal", "quoted", "begins", "ends", "within"),
    isKept: fc.integer({ min: 0, max: 9 }).map((ten) => ten === 0),
  })
  .map(({ name, way, isKept }) => (isKept ? "!" : "") + written(name, way));

function written(name: string, way: string): string {
  const [first = ""] = name;
  switch (way) {
    case "literal":
      return literalPattern(name);
    case "quoted":
      return [...name].map((sign) => `\\${sign}`).join("");
    case "begins":
      return `${literalPattern(first)}*`;
    case "ends":
      return `*${literalPattern([...name].at(-1) ?? "")}`;
    case "within":
      return `**/${literalPattern(name)}`;
    default:
      return name.endsWith("\\") ? `${name}\\` : name;
  }
}

test.skipIf(process.platform === "win32")(
  "a pattern leaves out the same in a file as it does as an argument [Windows has no such names]",
  async () => {
    for (const folder of ["", "deep"]) {
      await mkdir(join(stage.source, folder), { recursive: true });
      for (const name of NAMES) await writeFile(join(stage.source, folder, name), "");
    }
    const file = join(stage.dir, "exclude");
    const saved = async (...excludes: string[]) => {
      const lines = await stage.restic("backup", "--dry-run", "--json", "-vv", ...excludes, stage.source);
      return lines
        .map((line) => JSON.parse(line))
        .filter((message) => message.message_type === "verbose_status" && message.action === "new")
        .map(({ item }) => item)
        .sort();
    };

    const all = await saved();
    let leftOut = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(pattern, { minLength: 1, maxLength: 4 }), async (patterns) => {
        await writeFile(file, patterns.map((one) => `${excludeLine(one)}\n`).join(""));

        const byArguments = await saved(...patterns.map((one) => `--exclude=${one}`));
        const byFile = await saved(`--exclude-file=${file}`);

        expect(byFile).toEqual(byArguments);
        if (byFile.length < all.length) leftOut += 1;
      }),
      { numRuns: 25 },
    );
    expect(leftOut).toBeGreaterThan(15);
  },
  120_000,
);

test("as many exclusions as a policy may have do not keep a backup from being made, and leave no file", async () => {
  await writeFile(join(stage.source, "$HOME.tmp"), "");
  const filesLeft = () =>
    readdirSync(join(stage.dir, "agent", "tmp")).filter((name) => !/^roots-/.test(name));
  const before = filesLeft();
  const many = Array.from({ length: 999 }, (_, number) => `/nowhere/${number}/${"x".repeat(3_000)}`);

  const end = await stage.backup([stage.source], { exclude: [...many, "$HOME.tmp"] });

  expect(end).toMatchObject({ outcome: "success", summary: { filesProcessed: 1 } });
  expect(filesLeft()).toEqual(before);
}, 60_000);

test("on Windows, where a backslash quotes nothing, it stays before a blank", () => {
  expect(excludeLine("C:\\old\\ ", "win32")).toBe("C:\\old\\[ ]");
  expect(excludeLine("old\\ ", "linux")).toBe("old[ ]");
});
