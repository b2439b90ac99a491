import { chromium } from "playwright";
import { findOnPath, isProgram } from "./find-on-path.ts";
import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const USUAL_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** A browser for the tests: one that was named, Playwright's own, the system's, or one that apt may install. */
export async function bringChromium(named = process.env["HOLDFAST_CHROMIUM"]): Promise<string> {
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Trouble(`HOLDFAST_CHROMIUM names ${named}, which is no program. Correct it or leave it out.`);
  }
  const found = installed();
  if (found !== undefined) return found;
  const failure = await installByApt();
  const afterwards = installed();
  if (afterwards !== undefined) return afterwards;
  throw new Trouble(
    `The browser tests need a Chromium, and there is none: Playwright has not downloaded its own, none is on PATH, and ${failure}. ` +
      "Install Chromium or Chrome, or run `npx playwright install chromium`, or name one with HOLDFAST_CHROMIUM=/path/to/chromium.",
  );
}

function installed(): string | undefined {
  const candidates = [
    chromium.executablePath(),
    ...NAMES.flatMap((name) => findOnPath(name)),
    ...USUAL_PLACES,
  ];
  return candidates.find(isProgram);
}

async function installByApt(): Promise<string> {
  if (process.platform !== "linux" || findOnPath("apt-get").length === 0)
    return "this system has no apt-get to install it";
  const prefix = await asAdministrator();
  if (prefix === undefined)
    return "installing it with apt-get needs root or sudo without a password, which are not there";
  const aptGet = async (args: string[]) => {
    const [file = "apt-get", ...rest] = [...prefix, "apt-get", "-q", ...args];
    return await runProgram(file, rest, {
      timeoutMs: 600_000,
      env: { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    });
  };
  await aptGet(["update"]);
  const { code, output } = await aptGet(["install", "-y", "--no-install-recommends", "chromium"]);
  return `apt-get install chromium ended with ${code}: ${output.trim().split("\n").at(-1) ?? ""}`;
}

async function asAdministrator(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const { code } = await runProgram("sudo", ["-n", "true"], { timeoutMs: 10_000 });
  return code === 0 ? ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"] : undefined;
}
