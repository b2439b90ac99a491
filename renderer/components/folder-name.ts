import { type PathToken, tokenOf } from "#contract/source-path";
import { say } from "#contract/words/say";

/** `{documents}/Taxes` reads Documents/Taxes. */
export function folderName(path: string): string {
  const found = tokenOf(path);
  if (found === undefined) return path;
  return tokenNames()[found.token] + found.rest;
}

const tokenNames = (): Record<PathToken, string> => ({
  home: say("the home folder"),
  desktop: say("Desktop"),
  documents: say("Documents"),
  pictures: say("Pictures"),
  downloads: say("Downloads"),
});
