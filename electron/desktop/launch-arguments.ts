import { parseArgs } from "node:util";
import { deepLinkIn, pageOfDeepLink } from "./deep-link.ts";

export type LaunchArguments = {
  /** Start in the tray, without a window. */
  hidden: boolean;
  /** Ask a running or starting Holdfast for a backup of everything: the action of the launcher icon. */
  backUpNow: boolean;
  dataDir: string | undefined;
  /** Start, make the tray, load the UI, leave: for checks of a package. */
  smokeTest: boolean;
  smokeScreenshot: string | undefined;
  /** A page that a link from elsewhere asks for. */
  page: string | undefined;
};

/** Reads our flags from among those that Chromium and the system add to the command line. */
export function parseLaunchArguments(argv: readonly string[]): LaunchArguments {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      hidden: { type: "boolean" },
      "back-up-now": { type: "boolean" },
      "data-dir": { type: "string" },
      "smoke-test": { type: "boolean" },
      "smoke-screenshot": { type: "string" },
    },
  });
  return {
    hidden: values.hidden === true,
    backUpNow: values["back-up-now"] === true,
    dataDir: textOf(values["data-dir"]),
    smokeTest: values["smoke-test"] === true,
    smokeScreenshot: textOf(values["smoke-screenshot"]),
    page: pageOfDeepLink(deepLinkIn(argv) ?? ""),
  };
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
