import { expect, test } from "vitest";
import { emptyPlace } from "../../components/place/place-form.ts";
import { changeErrors, changeOf, newErrors } from "./repository-form.ts";

const form = { name: "NAS", place: { ...emptyPlace, path: "/mnt/nas" }, password: "", isShared: false };

test("a new repository needs a password", () => {
  const errors = newErrors(form);

  expect(errors).toEqual({ password: "A password is needed" });
});

test("a known repository keeps its password when the field is blank", () => {
  const errors = changeErrors(form);

  expect(errors).toEqual({});
  expect(changeOf(form)).not.toHaveProperty("password");
});

test("a path that is not absolute is a fault of the path", () => {
  const errors = newErrors({ ...form, place: { ...emptyPlace, path: "nas" }, password: "secret" });

  expect(errors).toEqual({ path: "Must be an absolute path" });
});
