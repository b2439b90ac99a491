import type { OperatingSystem } from "#contract/values";

export const systemNames: Record<OperatingSystem, string> = {
  linux: "Linux",
  darwin: "macOS",
  windows: "Windows",
};
