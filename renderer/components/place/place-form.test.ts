import { expect, test } from "vitest";
import { createRepository } from "#contract/repositories";
import { parseResticLocation } from "#contract/restic-location";
import { emptyPlace, formOfPlace, placeName, repositoryDraft } from "./place-form.ts";

const signIn = emptyPlace.writer;

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
    writer: { ...signIn, username: "anna", password: "geheim" },
    hasMaintainer: true,
    maintainer: { ...signIn, username: "root", password: "sehr geheim" },
  };

  const draft = repositoryDraft("NAS", place, "secret");

  expect(createRepository.body.parse(draft)).toMatchObject({
    url: "https://nas:8000/anna/",
    username: "anna",
    credentials: {
      writer: { username: "anna", password: "geheim" },
      maintainer: { username: "root", password: "sehr geheim" },
    },
  });
});

test.each([
  "s3:https://KEY:SECRET@minio:9000/bucket/laptop",
  "sftp://anna@nas:2222//srv/backup",
  "b2:bucket:laptop",
  "rest:https://anna:geheim@nas:8000/anna/",
])("%s fills a form, and the form sends the same place", (location) => {
  const parsed = parseResticLocation(location);
  if ("problem" in parsed) throw new Error(parsed.problem);

  const draft = repositoryDraft("X", formOfPlace(parsed.place, parsed.credentials), "secret");

  const { credentials, name: _, password: __, ...place } = createRepository.body.parse(draft);
  expect(place).toMatchObject(parsed.place);
  expect(credentials?.writer).toEqual(parsed.credentials);
});

test.each([
  [{ ...emptyPlace, path: "/media/anna/Seagate/" }, "Seagate"],
  [{ ...emptyPlace, path: "D:\\Backups" }, "Backups"],
  [{ ...emptyPlace, kind: "rest-server" as const, url: "https://nas:8000/anna/" }, "nas:8000"],
  [{ ...emptyPlace, kind: "s3" as const, bucket: "anna-backups" }, "anna-backups"],
  [{ ...emptyPlace, kind: "sftp" as const, host: "nas", path: "/srv/backup" }, "backup"],
  [{ ...emptyPlace, path: "/" }, "Backups"],
])("a place is named after its last part", (place, expected) => {
  const name = placeName(place);

  expect(name).toBe(expected);
});
