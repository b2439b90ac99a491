import { expect, test } from "vitest";
import { pick } from "./pick.ts";

const items = [
  { id: "1", name: "Documents" },
  { id: "2", name: "Photos" },
];

test("a name is found without regard to case, an id as it is", () => {
  expect(pick(items, "photos", "policy").id).toBe("2");
  expect(pick(items, "1", "policy").id).toBe("1");
});

test("without a name the only one is meant", () => {
  expect(pick(items.slice(0, 1), undefined, "policy").id).toBe("1");
  expect(() => pick(items, undefined, "policy")).toThrow(/say which policy.*Documents.*Photos/s);
});

test("what is not there is answered with what is", () => {
  expect(() => pick(items, "Music", "policy")).toThrow(/no policy "Music".*Documents/s);
  expect(() => pick([], "Music", "policy")).toThrow("There is no policy yet.");
});
