import { LAUNCHD_LABEL, type ServicePlan } from "./service-plan.ts";

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** The property list of a daemon (system) or agent (user) of macOS. */
export function launchdPlist({ command, environment }: ServicePlan): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...write({
      Label: LAUNCHD_LABEL,
      ProgramArguments: command,
      EnvironmentVariables: environment,
      RunAtLoad: true,
      KeepAlive: { SuccessfulExit: false },
      ThrottleInterval: 10,
      ExitTimeOut: 20,
      ProcessType: "Background",
      LowPriorityIO: true,
      Umask: 0o077,
    }),
    "</plist>",
    "",
  ].join("\n");
}

function write(value: Value): string[] {
  if (typeof value === "string") return [`<string>${escapeXml(value)}</string>`];
  if (typeof value === "number") return [`<integer>${value}</integer>`];
  if (typeof value === "boolean") return [value ? "<true/>" : "<false/>"];
  if (isList(value)) return ["<array>", ...value.flatMap(write).map(indent), "</array>"];
  const entries = Object.entries(value).flatMap(([key, inner]) => [`<key>${key}</key>`, ...write(inner)]);
  return ["<dict>", ...entries.map(indent), "</dict>"];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function indent(line: string): string {
  return `  ${line}`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
