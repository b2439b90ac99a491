import fc from "fast-check";

const WORDS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\r\nx-injected: yes",
  "\ud800",
  "\u202ename\u2028",
  "🗄️".repeat(40),
  "é",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "C:\\..\\..\\x",
  "--password-command=id",
  "$(id)",
  "'; drop table run; --",
  "%_%",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "__proto__",
  "constructor",
  "null",
  "NaN",
  "-1",
  "1e999",
  "0x10",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "2026-02-30T00:00:00Z",
  "999999d",
  "0 0 31 2 *",
  "*/0 * * * *",
  "5-1 * * * *",
  "Etc/GMT+14",
  "http://[::1",
  "http://user:pass@host/",
  "http://127.0.0.1:0/",
];

const NUMBERS = [-1, -0, 0, 0.5, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63)];

/** Text that somebody sends who wants to see something break. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.nat(120_000).map((length) => "a".repeat(length)),
  fc.nat(20_000).map((length) => " /\\".repeat(length)),
);

/** A value that no schema expects where it stands. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 4, arbitrary: fc.constantFrom(null, true, false, [], {}, ...NUMBERS) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.nat(20_000).map((length) => new Array(length).fill("x")) },
  { weight: 1, arbitrary: fc.nat(500).map(nested) },
  { weight: 1, arbitrary: fc.nat(5_000).map(wide) },
);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

function wide(width: number): unknown {
  return Object.fromEntries(Array.from({ length: width }, (_, index) => [`field${index}`, index]));
}

/** Bodies that are no JSON, or JSON that a careless reader falls over. */
export const brokenBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    "{",
    '{"a":}',
    "nul",
    "[1,]",
    "\u0000",
    "\ufeff{}",
    '{"a":1}{"a":2}',
    '"\\ud800"',
    '{"__proto__":{"polluted":true}}',
    '{"a":{"__proto__":{"polluted":true}}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"name":"a","name":"b"}',
    "1e999999",
    `${"[".repeat(100_000)}`,
    `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
    `{"a":${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`,
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
);

export const contentType: fc.Arbitrary<string | undefined> = fc.constantFrom(
  undefined,
  "",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/x-ndjson",
  "application/json; charset=utf-16",
  "application/json;;;",
  "application/problem+json",
  "/",
  "*/*",
  `application/${"x".repeat(5_000)}`,
);

export const extraHeader: fc.Arbitrary<[string, string]> = fc.tuple(
  fc.constantFrom(
    "if-match",
    "if-none-match",
    "last-event-id",
    "cookie",
    "accept",
    "range",
    "authorization",
    "x-forwarded-for",
    "x-http-method-override",
    "expect-ct",
    "sec-fetch-site",
    "origin",
  ),
  fc.oneof(
    fc.constantFrom(
      '"1"',
      "*",
      "W/",
      "-1",
      "holdfast_session=%E0%A4%A",
      "bytes=5-1",
      "DELETE",
      "null",
      "Bearer",
    ),
    fc.stringMatching(/^[ -~]{0,200}$/),
  ),
);
