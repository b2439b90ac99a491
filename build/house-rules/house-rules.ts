import { fileLength } from "./file-length.ts";
import { nothingLeftOver } from "./left-over.ts";
import { linksLeadSomewhere } from "./links.ts";
import { noMachinePaths, noRegistryHosts } from "./places.ts";
import { projectFiles, type Rule } from "./project-files.ts";
import { noSecrets } from "./secrets.ts";
import { commandsAreTried } from "./shell-blocks.ts";

const RULES: Rule[] = [
  fileLength,
  noSecrets,
  noMachinePaths,
  noRegistryHosts,
  nothingLeftOver,
  linksLeadSomewhere,
  commandsAreTried,
];

/** What in the files that git keeps breaks a rule which no linter knows; a sentence each. */
export async function houseRuleFindings(root: string): Promise<string[]> {
  const files = await projectFiles(root);
  return RULES.flatMap((rule) => rule(files));
}
