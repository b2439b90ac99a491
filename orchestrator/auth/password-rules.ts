import { accountPassword } from "#contract/access";
import { invalidField } from "../http/errors.ts";
import { commonPasswords } from "./common-passwords.ts";

/** Throws a field error that says what is wrong with a password that someone wants to use. */
export function checkNewPassword(password: string, username: string, path = "password"): void {
  const checked = accountPassword.safeParse(password);
  if (!checked.success) throw invalidField(path, checked.error.issues[0]?.message ?? "is not allowed");
  const plain = password.toLowerCase();
  if (commonPasswords.has(plain) || new Set(plain).size === 1) {
    throw invalidField(path, "is one of the first that are tried by those who guess; choose another");
  }
  if (plain === username.toLowerCase()) {
    throw invalidField(path, "must not be the user name");
  }
}
