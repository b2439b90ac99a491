import { expect, test } from "vitest";
import { isCoreOrigin, mayOpenOutside, pageUrl } from "./allowed-url.ts";

const core = "http://127.0.0.1:8484";

test("only the core's own scheme, host and port are its origin", () => {
  expect(isCoreOrigin("http://127.0.0.1:8484", core)).toBe(true);
  expect(isCoreOrigin("http://127.0.0.1:8484/runs", core)).toBe(true);
  for (const other of [
    "http://127.0.0.1:8485",
    "https://127.0.0.1:8484",
    "http://localhost:8484",
    "http://127.0.0.1:8484.evil.example",
    "file:///etc/passwd",
    "null",
    "",
    undefined,
  ]) {
    expect(isCoreOrigin(other, core), String(other)).toBe(false);
  }
});

test("with no core there is no origin to trust, not even an opaque one", () => {
  expect(isCoreOrigin("null", undefined)).toBe(false);
  expect(isCoreOrigin("data:text/html,x", "data:text/html,x")).toBe(false);
});

test("the browser is sent to known places over https and nowhere else", () => {
  expect(mayOpenOutside("https://restic.net/")).toBe(true);
  expect(mayOpenOutside("https://restic.readthedocs.io/en/stable/#a")).toBe(true);
  for (const url of [
    "http://restic.net/",
    "https://restic.net.evil.example/",
    "https://restic.net@evil.example/",
    "https://user:password@restic.net/",
    "https://restic.net:8443/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "smb://host/share",
    "not a url",
  ]) {
    expect(mayOpenOutside(url), url).toBe(false);
  }
});

test("a path becomes a page of the core and can never lead elsewhere", () => {
  expect(pageUrl(core, "/runs?status=failure")).toBe("http://127.0.0.1:8484/runs?status=failure");
  for (const path of ["//evil.example/x", "/\\evil.example", "https://evil.example/", "runs", ""]) {
    expect(pageUrl(core, path), path).toBe("http://127.0.0.1:8484/");
  }
});
