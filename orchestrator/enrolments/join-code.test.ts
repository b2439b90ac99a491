import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../http/errors.ts";
import { decodeJoinCode, encodeJoinCode } from "./join-code.ts";

const join = {
  orchestratorId: "0193c0de-0000-7000-8000-000000000001",
  caPin: null,
  enrolmentId: "0193c0de-0000-7000-8000-000000000002",
  code: "hfe_AAAAAAAAAAAAAAAAAAAAAA",
  expiresAt: "2026-11-24T12:15:00.000Z",
  addresses: ["http://192.168.1.20:8485", "http://office-pc.local:8485"],
};

test("a join code says what was put in, also when a mail broke its line", () => {
  const text = encodeJoinCode(join);

  expect(text).toMatch(/^hf1\.[\w-]+$/);
  expect(decodeJoinCode(` ${text.slice(0, 60)}\r\n ${text.slice(60)}\n`)).toEqual(join);
});

test("more addresses than fit are left out", () => {
  const many = Array.from({ length: 9 }, (_, index) => `http://10.0.0.${index}:8485`);

  expect(decodeJoinCode(encodeJoinCode({ ...join, addresses: many })).addresses).toEqual(many.slice(0, 4));
});

test("a join code with a typing error or an end cut off is refused", () => {
  const text = encodeJoinCode(join);

  for (let at = 4; at < text.length - 1; at += 1) {
    const typed = text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);
    expect(() => decodeJoinCode(typed)).toThrow(/typing error/);
    expect(() => decodeJoinCode(text.slice(0, at))).toThrow(/not complete/);
  }
});

test("a join code of a later version says so", () => {
  expect(() => decodeJoinCode(withChecksum(Buffer.from(JSON.stringify({ v: 2 }))))).toThrow(/newer Holdfast/);
});

test("whatever is pasted is read or refused at its field", () => {
  const pasted = fc.oneof(
    fc.string(),
    fc.string().map((text) => `hf1.${text}`),
    fc.uint8Array().map((bytes) => withChecksum(Buffer.from(bytes))),
    fc.json().map((json) => withChecksum(Buffer.from(json))),
  );

  fc.assert(
    fc.property(pasted, (text) => {
      expect(refusalOf(text)).toMatchObject({ code: "invalid-field", fields: [{ path: "joinCode" }] });
    }),
  );
});

function refusalOf(text: string): DomainError | undefined {
  try {
    decodeJoinCode(text);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function withChecksum(bytes: Buffer): string {
  const check = createHash("sha256").update(bytes).digest().subarray(0, 4);
  return `hf1.${Buffer.concat([bytes, check]).toString("base64url")}`;
}
