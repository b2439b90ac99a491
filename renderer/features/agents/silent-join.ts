/** What a script runs as administrator or root; the code is one word without anything a shell would read. */
export function silentJoin(joinCode: string): { system: string; lines: string }[] {
  return [
    { system: "Linux and macOS", lines: `sudo holdfast join ${joinCode}` },
    { system: "Windows (PowerShell)", lines: `holdfast.exe join ${joinCode}` },
  ];
}
