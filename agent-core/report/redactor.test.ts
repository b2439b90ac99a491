import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor, secretsOf } from "./redactor.ts";

const SECRET = 'p@ss/"wörd" <&>%';

test.for([
  ["as it is", SECRET],
  ["in a URL", encodeURIComponent(SECRET)],
  ["in a query", encodeURIComponent(SECRET).replaceAll("%20", "+")],
  ["in JSON", JSON.stringify(SECRET)],
  [
    "in Go's JSON",
    JSON.stringify(SECRET).replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  ],
  ["in base64", Buffer.from(SECRET).toString("base64")],
  ["in base64 for URLs", Buffer.from(SECRET).toString("base64url")],
])("a secret %s is taken out", ([, form]) => {
  const redact = createRedactor([SECRET]);

  const text = redact(`before ${form} after`);

  expect(text).toMatch(/^before "?\*\*\*"? after$/);
});

test("user and password are taken out of any address", () => {
  const redact = createRedactor([]);

  expect(redact("rest:https://anna:secret@nas:8000/x and s3:http://k@h")).toBe(
    "rest:https://***@nas:8000/x and s3:http://***@h",
  );
});

test("the header of a basic sign-in is taken out", () => {
  const credentials = { password: "repo-pass", username: "anna", backendPassword: "nas-pass" };
  const secrets = secretsOf({ id: "", kind: "rest-server", location: "", credentials });

  const text = createRedactor(secrets)(`Basic ${Buffer.from("anna:nas-pass").toString("base64")}`);

  expect(text).toBe("Basic ***");
});

test("a very short secret does not tear other words apart", () => {
  expect(createRedactor(["a"])("an apple, a pear")).toBe("an apple, *** pear");
});

test("no secret of any shape survives in a line", () => {
  const secret = fc
    .string({ minLength: 4, maxLength: 30 })
    .filter((text) => text.trim() === text && !"***".includes(text));

  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (one, before, after) => {
      expect(createRedactor([one])(before + one + after).includes(one)).toBe(false);
    }),
  );
});
