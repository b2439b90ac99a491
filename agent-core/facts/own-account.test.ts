import { hostname } from "node:os";
import { expect, test } from "vitest";
import { accountName, accountOf, isLockOf, ownAccount } from "./own-account.ts";

const desk = { platform: "linux" as const, hostname: "desk", variable: undefined };
const anna = { username: "anna", homedir: "/home/anna" };

test("a lock is this account's by the names of the machine and the user", () => {
  const account = accountOf({ ...desk, user: anna });

  expect(isLockOf(account, { hostname: "desk", username: "anna" })).toBe(true);
  for (const other of ["Anna", "root", "", "OFFICE\\anna"])
    expect(isLockOf(account, { hostname: "desk", username: other })).toBe(false);
  expect(isLockOf(account, { hostname: "nas", username: "anna" })).toBe(false);
});

test("on Windows the domain before the name and the case of letters mean nothing", () => {
  const user = { username: "anna", homedir: "C:\\Users\\anna" };
  const account = accountOf({ platform: "win32", hostname: "DESKTOP-1", variable: undefined, user });

  for (const same of ["DESKTOP-1\\anna", "OFFICE\\Anna", "anna"])
    expect(isLockOf(account, { hostname: "DESKTOP-1", username: same })).toBe(true);
  for (const other of ["DESKTOP-1\\joanna", "NT AUTHORITY\\SYSTEM", "WORKGROUP\\DESKTOP-1$", ""])
    expect(isLockOf(account, { hostname: "DESKTOP-1", username: other })).toBe(false);
});

test("the service of Windows knows its locks by either name that restic gives it", () => {
  const user = { username: "SYSTEM", homedir: "C:\\Windows\\system32\\config\\systemprofile" };
  const hostname = "ACCOUNTING-OFFICE-7";
  const account = accountOf({ platform: "win32", hostname, variable: undefined, user });

  for (const same of ["NT AUTHORITY\\SYSTEM", "WORKGROUP\\ACCOUNTING-OFFI$"])
    expect(isLockOf(account, { hostname, username: same })).toBe(true);
  expect(isLockOf(account, { hostname, username: "WORKGROUP\\ANOTHER$" })).toBe(false);
});

test("an account without a name knows its locks by what restic writes instead", () => {
  const account = accountOf({ ...desk, user: undefined, variable: "holdfast" });

  for (const same of ["", "holdfast"])
    expect(isLockOf(account, { hostname: "desk", username: same })).toBe(true);
  expect(isLockOf(account, { hostname: "desk", username: "root" })).toBe(false);
});

/** As with `docker run --user 54321`. */
test.skipIf(process.getuid?.() !== 0)("an account that no passwd knows is told apart [needs root]", () => {
  process.seteuid?.(54_321);
  try {
    expect(isLockOf(ownAccount(), { hostname: hostname(), username: "" })).toBe(true);
    expect(accountName()).toBe("uid 54321");
  } finally {
    process.seteuid?.(0);
  }
});
