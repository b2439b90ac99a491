import { expect, test } from "vitest";
import type { MachineFolder } from "#contract/folders";
import { type Listing, parentOf, rowsOf } from "./folder-rows.ts";

const folder = (path: string, more: Partial<MachineFolder> = {}): MachineFolder => ({
  path,
  name: path.split("/").at(-1) ?? "",
  state: "open",
  isMount: false,
  ...more,
});
const listed = (items: MachineFolder[], more: object = {}): Listing => ({
  data: { items, hasMore: false, otherCount: 0, isCut: false, ...more },
  error: null,
  reload: () => undefined,
});
const shown = (listings: Record<string, Listing>, ...open: string[]) =>
  rowsOf("", { listingOf: (path) => listings[path], isOpen: (key) => open.includes(key) });
const text = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(
    (row) => `${row.level} ${row.kind === "folder" ? row.name : row.kind === "note" ? row.text : "more"}`,
  );

test("open folders show what is in them, also where the same one stands twice", () => {
  const home = folder("/home/anna", { token: "home" });
  const listings = {
    "": listed([home, folder("/home/anna/Docs", { token: "documents" })]),
    "/home/anna": listed([folder("/home/anna/Docs")], { hasMore: true }),
  };

  const rows = shown(listings, "\n/home/anna", "\n/home/anna\n/home/anna/Docs");

  expect(text(rows)).toEqual(["1 Home folder", "2 Docs", "3 Looking…", "2 more", "1 Documents"]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect([2, 3, 0].map((at) => parentOf(rows, at))).toEqual([1, 0, 0]);
});

test("what cannot be opened stays closed, and what is too much says how to go on", () => {
  const listings = {
    "": listed([folder("/proc", { state: "system" }), folder("/many")]),
    "/proc": listed([folder("/proc/1")]),
    "/many": listed([folder("/many/a")], { hasMore: true, isCut: true }),
  };

  expect(text(shown(listings, "\n/proc", "\n/many"))).toEqual([
    "1 proc",
    "1 many",
    "2 a",
    "2 There are more. Type the path of those above, a folder a line.",
  ]);
});

test("a machine that does not answer is a line that looks again", () => {
  const [row] = shown({ "": { error: new Error("It is offline."), reload: () => undefined } });

  expect(row).toMatchObject({
    kind: "note",
    error: { message: "It is offline." },
    reload: expect.any(Function),
  });
});
