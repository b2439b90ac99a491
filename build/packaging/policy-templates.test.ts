import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "plist";
import { expect, test } from "vitest";
import { checkEach } from "../../electron/core/check-each.ts";
import { inKebabCase, managedSettings } from "../../electron/core/settings.ts";
import { LAUNCHD_LABEL } from "../../electron/service/service-plan.ts";

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../resources/policies/${path}`, import.meta.url)), "utf8");
const admx = read("windows/Holdfast.admx");
const adml = read("windows/en-US/Holdfast.adml");
const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found).sort();
const names = Object.keys(managedSettings.shape).map(inKebabCase).sort();

test("group policy offers each setting that an organisation can set, and no other", () => {
  expect(all(admx, /valueName="([^"]+)"/g)).toEqual(names);
  expect(new Set(all(admx, / key="([^"]+)"/g))).toEqual(new Set([String.raw`Software\Policies\Holdfast`]));
});

test("each text and each field of group policy has its words", () => {
  expect([...new Set(all(admx, /\$\(string\.(\w+)\)/g))]).toEqual(all(adml, /<string id="(\w+)"/g));
  expect(all(admx, /\$\(presentation\.(\w+)\)/g)).toEqual(all(adml, /<presentation id="(\w+)"/g));
  expect(all(admx, /<(?:text|enum|decimal) id="(\w+)"/g)).toEqual(all(adml, /refId="(\w+)"/g));
});

test("what group policy can choose is valid", () => {
  const levels = all(admx, /<string>(\w+)<\/string>/g);

  expect(levels.flatMap((level) => complaintsAbout({ "log-level": level }))).toEqual([]);
  for (const [, name = "", least, most] of admx.matchAll(
    /valueName="([\w-]+)" minValue="(\d+)" maxValue="(\d+)"/g,
  ))
    expect([least, most].flatMap((value) => complaintsAbout({ [name]: value }))).toEqual([]);
});

test("the profile for macOS sets valid settings, and allows the app and its service what they need", () => {
  const { PayloadContent: payloads } = parse(read("macos/holdfast.mobileconfig")) as {
    PayloadContent: Record<string, unknown>[];
  };
  const ofKind = (kind: string) => payloads.find(({ PayloadType }) => PayloadType === kind) ?? {};
  const settings = Object.entries(ofKind("io.holdfast.app")).filter(([key]) => !key.startsWith("Payload"));

  expect(settings.length).toBeGreaterThan(0);
  expect(complaintsAbout(Object.fromEntries(settings))).toEqual([]);
  expect(ofKind("com.apple.TCC.configuration-profile-policy")).toMatchObject({
    Services: { SystemPolicyAllFiles: [{ Identifier: "io.holdfast.app", Authorization: "Allow" }, {}] },
  });
  expect(ofKind("com.apple.servicemanagement")).toMatchObject({ Rules: [{ RuleValue: LAUNCHD_LABEL }] });
  const ids = payloads.map(({ PayloadUUID }) => PayloadUUID);
  expect(new Set(ids).size).toBe(ids.length);
});

const complaintsAbout = (values: Record<string, unknown>) =>
  checkEach(managedSettings, Object.entries(values), "It").complaints;
