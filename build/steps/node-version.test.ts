import { expect, test } from "vitest";
import { nodeProblem } from "./node-version.mjs";

test.each([
  ["20.0.0", "linux", "x64"],
  ["25.1.0", "linux", "x64"],
  ["22.22.2", "darwin", "arm64"],
  ["24.15.0", "win32", "x64"],
  ["26.0.0", "linux", "arm64"],
])("Node %s on %s %s is enough", (version, platform, arch) => {
  expect(nodeProblem({ version, platform, arch })).toBeUndefined();
});

test.each([
  ["18.20.4", "linux", "x64", "Node 20 or newer"],
  ["20.19.0", "darwin", "arm64", "22.22.2 or newer"],
  ["22.22.1", "win32", "x64", "22.22.2 or newer"],
  ["23.11.0", "darwin", "arm64", "Node 24.15 or newer"],
  ["24.14.9", "linux", "arm64", "Node 24.15 or newer"],
])("Node %s on %s %s is told what is needed", (version, platform, arch, wanted) => {
  const problem = nodeProblem({ version, platform, arch });

  expect(problem).toContain(wanted);
  expect(problem).toContain(`this is Node ${version}`);
});
