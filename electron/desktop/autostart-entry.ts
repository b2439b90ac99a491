/** The file in `~/.config/autostart` that starts Holdfast with a session on Linux. */
export function autostartEntry(program: string): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Holdfast",
    "Comment=Backups that run by themselves",
    `Exec=${quoted(program)} --hidden`,
    "Icon=holdfast-desktop",
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** By the rules of the Desktop Entry Specification: quoted for the command line, then escaped as a value; `%` begins a field code. */
function quoted(program: string): string {
  const forCommandLine = `"${program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll("%", "%%")}"`;
  return forCommandLine.replaceAll("\\", "\\\\");
}
