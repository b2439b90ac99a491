import { expect, test } from "vitest";
import { DomainError } from "../http/errors.ts";
import { checkNewPassword } from "./password-rules.ts";

/** What is said of the field, or nothing where the password may be used. */
function objectionTo(password: string, username = "Ann", path?: string) {
  try {
    checkNewPassword(password, username, path);
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.fields : error;
  }
}

const GUESSED = "is one of the first that are tried by those who guess; choose another";

test("a long sentence, and a password as short as may be, are taken", () => {
  expect(objectionTo("correct horse battery")).toBeUndefined();
  expect(objectionTo("tr0ub4d&")).toBeUndefined();
});

test("a password that is too short or too long is told so at its field", () => {
  expect(objectionTo("tr0ub4d")).toEqual([{ path: "password", message: "at least 8 characters" }]);
  expect(objectionTo("ab".repeat(65), "Ann", "newPassword")).toEqual([
    { path: "newPassword", message: "at most 128 characters" },
  ]);
});

test("what everybody tries first is refused, in whatever case", () => {
  for (const guessed of ["password1", "PassWord1", "zzzzzzzzzz"])
    expect(objectionTo(guessed)).toEqual([{ path: "password", message: GUESSED }]);
});

test("the user's own name is no password, in whatever case", () => {
  expect(objectionTo("ANNABELLE", "Annabelle")).toEqual([
    { path: "password", message: "must not be the user name" },
  ]);
  expect(objectionTo("annabelle1", "Annabelle")).toBeUndefined();
});
