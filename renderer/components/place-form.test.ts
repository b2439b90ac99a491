import { expect, test } from "vitest";
import { createRepository } from "#contract/repositories";
import { emptyPlace, placeName, repositoryDraft } from "./place-form.ts";

test("a folder sends only its path", () => {
  const draft = repositoryDraft(
    "NAS",
    { ...emptyPlace, path: " /mnt/nas ", url: "https://left-over" },
    "secret",
  );

  expect(draft).toEqual({ name: "NAS", kind: "fs", path: "/mnt/nas", password: "secret" });
});

test("a rest-server sends its sign-in apart from its address, in a form that the contract takes", () => {
  const place = {
    ...emptyPlace,
    kind: "rest-server" as const,
    url: "https://nas:8000/anna/",
    username: "anna",
    backendPassword: "geheim",
  };

  const draft = repositoryDraft("NAS", place, "secret");

  expect(createRepository.body.parse(draft)).toMatchObject({
    url: "https://nas:8000/anna/",
    username: "anna",
    credentials: { username: "anna", password: "geheim" },
  });
});

test.each([
  [{ ...emptyPlace, path: "/media/anna/Seagate/" }, "Seagate"],
  [{ ...emptyPlace, path: "D:\\Backups" }, "Backups"],
  [{ ...emptyPlace, kind: "rest-server" as const, url: "https://nas:8000/anna/" }, "nas:8000"],
  [{ ...emptyPlace, path: "/" }, "Backups"],
])("a place is named after its last part", (place, expected) => {
  const name = placeName(place);

  expect(name).toBe(expected);
});
