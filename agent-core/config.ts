/** Everything else of our own environment stays here: `RESTIC_*`, `AWS_*`, `LD_PRELOAD` and the like must not steer restic. */
const PASSED_ON = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "all_proxy",
  // Without these Windows starts no program and finds no home folder.
  "SystemRoot",
  "SystemDrive",
  "USERPROFILE",
  "LOCALAPPDATA",
  "APPDATA",
  "ProgramData",
  "PATHEXT",
];

export function inheritedEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) inherited[name] = value;
  }
  return inherited;
}

/** What restic takes for the name of an account that has no other. */
export function userVariable(): string | undefined {
  const { USER } = process.env;
  return USER;
}

/** Where the desktop of a Linux user keeps the names of its folders. */
export function xdgConfigHome(): string | undefined {
  const { XDG_CONFIG_HOME } = process.env;
  return XDG_CONFIG_HOME;
}
