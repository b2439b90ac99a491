import { say } from "#contract/words/say";
import { lines } from "./system-form.ts";

/** Things that a program makes again by itself. */
export const excludePresets = () =>
  [
    { name: say("Temporary files"), patterns: ["*.tmp", "*.temp", "~$*", ".Trash-*", "$RECYCLE.BIN"] },
    { name: say("Development"), patterns: ["node_modules", "__pycache__", ".venv", ".gradle", "*.o"] },
    {
      name: say("Browser caches"),
      patterns: ["**/Cache/Cache_Data", "**/Code Cache", "**/cache2/entries", "**/GPUCache"],
    },
    { name: say("Disk images"), patterns: ["*.iso", "*.vmdk", "*.qcow2", "*.vdi"] },
  ] as const;

export type ExcludePreset = ReturnType<typeof excludePresets>[number];

export function hasPreset(text: string, preset: ExcludePreset): boolean {
  const known = new Set(lines(text));
  return preset.patterns.every((pattern) => known.has(pattern));
}

/** Adds what is missing of a preset, or takes all of it out; other lines stay as they are. */
export function togglePreset(text: string, preset: ExcludePreset): string {
  const known = lines(text);
  const ofPreset: readonly string[] = preset.patterns;
  const others = known.filter((line) => !ofPreset.includes(line));
  return (hasPreset(text, preset) ? others : [...others, ...ofPreset]).join("\n");
}
