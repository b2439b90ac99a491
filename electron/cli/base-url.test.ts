import { expect, test } from "vitest";
import { lanAddress } from "#contract/lan";
import { baseUrl } from "./base-url.ts";

test.each([
  ["192.168.1.9", "https://192.168.1.9:8485"],
  ["fd00::9", "https://[fd00::9]:8485"],
  ["[fd00::9]:9000", "https://[fd00::9]:9000"],
  ["nas.home", "https://nas.home:8485"],
  ["nas:9000", "https://nas:9000"],
  ["localhost", "https://localhost:8485"],
  ["https://nas", "https://nas:8485"],
])("%s is %s", (text, url) => {
  expect(baseUrl(text)).toBe(url);
  expect(lanAddress.parse(url)).toBe(url);
});

test.each(["status", "help", "list", "back", ""])("the mere word “%s” is no address", (text) => {
  expect(() => baseUrl(text)).toThrow(/nothing was changed/);
});
