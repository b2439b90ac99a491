import { expect, test } from "vitest";
import { absenceOf, failingOf } from "./tried-words.ts";

const silent = {
  resolved: "/mnt/nas/photos",
  state: "unreadable",
  isSilent: true,
  isOptional: false,
} as const;
const missing = { resolved: "/home/anna/Documents", state: "missing", isOptional: false } as const;

test("of a drive that does not answer nobody says that the folder is not there or cannot be read", () => {
  expect(absenceOf(silent)).toBe("the drive does not answer");
  expect(absenceOf({ ...silent, isOptional: true })).toBe("the drive does not answer; optional");
  expect(failingOf([silent])).toBe(
    "the drive does not answer that holds /mnt/nas/photos. Bring the drive back, or mark the folder optional.",
  );
});

test("what fails a backup is told with a step for each kind, and what is optional fails none", () => {
  expect(
    failingOf([
      { ...silent, isOptional: true },
      { ...missing, state: "there" },
    ]),
  ).toBeUndefined();
  expect(failingOf([silent, missing])).toBe(
    "the drive does not answer that holds /mnt/nas/photos; /home/anna/Documents is not there. Bring the drive back, or mark the folder optional. Correct the folder, or mark it optional.",
  );
});
