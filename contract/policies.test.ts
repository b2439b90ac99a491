import { expect, test } from "vitest";
import { policyInput } from "./policies.ts";
import { sourcePath, tokenOf } from "./source-path.ts";

const repositoryId = "0193c0de-0000-7000-8000-000000000001";

test("a policy needs a name, a repository and a folder, and gets defaults for the rest", () => {
  const parsed = policyInput.parse({ name: "Documents", repositoryId, include: ["/home/anna"] });

  expect(parsed).toMatchObject({ enabled: true, exclude: [], profile: "desktop", retention: {} });
  expect(parsed.excludeOptions.caches).toBe(true);
});

test("a field that a policy does not have is named", () => {
  const checked = policyInput.safeParse({ name: "Documents", repositoryId, include: ["/a"], hook: "x" });

  expect(JSON.stringify(checked.error?.issues)).toContain("hook");
});

test.each(["/home", "C:\\Users", "\\\\nas\\share", "{home}", "{documents}/Taxes"])(
  "%s is a source path",
  (path) => {
    expect(sourcePath.safeParse(path).success).toBe(true);
  },
);

test.each(["home", "./a", "{unknown}/a", "/a/../b", "", "{home}evil"])("%s is no source path", (path) => {
  expect(sourcePath.safeParse(path).success).toBe(false);
});

test("a token is split from the rest of its path", () => {
  expect(tokenOf("{home}/Projects")).toEqual({ token: "home", rest: "/Projects" });
  expect(tokenOf("/home")).toBeUndefined();
});
