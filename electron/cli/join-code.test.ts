import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checkJoinCode } from "./join-code.ts";

const body = Buffer.from(JSON.stringify({ v: 1, a: ["https://10.0.0.1:8485"] }));
const sum = createHash("sha256").update(body).digest().subarray(0, 4);
const code = `hf1.${Buffer.concat([body, sum]).toString("base64url")}`;

test("a whole code passes, also with the line breaks of an e-mail", () => {
  expect(() => checkJoinCode(code)).not.toThrow();
  expect(() => checkJoinCode(`${code.slice(0, 20)}\n ${code.slice(20)}`)).not.toThrow();
});

test.each([code.slice(0, -3), code.replace("hf1.e", "hf1.f"), "hf1.", "hf1.AAAA"])(
  "%s is not complete",
  (wrong) => {
    expect(() => checkJoinCode(wrong)).toThrow(/not complete/);
  },
);

test("something else is called so", () => {
  expect(() => checkJoinCode("123456")).toThrow(/not a join code/);
});
