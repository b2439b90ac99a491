import { closeSync, openSync, readSync } from "node:fs";

const ELF_MACHINES: Record<number, string> = { 62: "x64", 183: "arm64" };
const PE_MACHINES: Record<number, string> = { 34404: "x64", 43620: "arm64" };
const MACH_MACHINES: Record<number, string> = { 16777223: "x64", 16777228: "arm64" };

/** The system and processor that a program or native module is made for, read from its first bytes: `linux-x64`. */
export function binaryKind(file: string): string | undefined {
  const head = headOf(file);
  if (head.readUInt32BE(0) === 0x7f454c46) return named("linux", ELF_MACHINES[head.readUInt16LE(18)]);
  if (head.readUInt32LE(0) === 0xfeedfacf) return named("macos", MACH_MACHINES[head.readUInt32LE(4)]);
  if (head.toString("latin1", 0, 2) !== "MZ") return undefined;
  const at = head.readUInt32LE(60);
  return at + 6 > head.length ? undefined : named("windows", PE_MACHINES[head.readUInt16LE(at + 4)]);
}

const named = (system: string, machine: string | undefined) =>
  machine === undefined ? undefined : `${system}-${machine}`;

function headOf(file: string): Buffer {
  const head = Buffer.alloc(4_096);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head);
  } finally {
    closeSync(handle);
  }
  return head;
}
