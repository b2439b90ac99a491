import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { programFile } from "./place.ts";

/** All programs of this name on PATH, in its order. */
export function findOnPath(name: string, path = process.env["PATH"] ?? ""): string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, programFile(name)))
    .filter(isProgram);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
