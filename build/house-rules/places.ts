import { isTest, linesThatMatch, type ProjectFile, type Rule } from "./project-files.ts";

/** The folders of whoever wrote the line: they are nowhere else. */
const MACHINE_PATH = /(^|[^\w.~:-])(\/work\/(main|shared)|\/root\/|\/tmp\/w\/)/;
const HOME_FOLDER = /(^|[^\w.~-])(\/home|\/Users|C:\\+Users)[\\/]+(\w+)/;
/** People of the examples in texts and forms. */
const SAMPLE_PEOPLE = new Set(["anna", "ben", "me", "you", "name", "Public"]);

const HOSTS =
  /\b(registry\.(npmjs|yarnpkg)\.(org|com)|npmmirror\.com|(deb|ftp[\w.]*|security|snapshot)\.debian\.org|archive\.ubuntu\.com|pypi\.org|proxy\.golang\.org|[\w-]+\.pkg\.dev|[\w.-]*artifactory[\w-]*\.[a-z]+)\b/i;

export const noMachinePaths: Rule = (files) =>
  files.flatMap((file) => [
    ...linesThatMatch(file, MACHINE_PATH, "names a folder of one machine"),
    ...(isTest(file) ? [] : homeFolders(file)),
  ]);

/** Where packages come from is the business of the machine that installs them. */
export const noRegistryHosts: Rule = (files) =>
  files.flatMap((file) => linesThatMatch(file, HOSTS, "names a package registry or mirror"));

function homeFolders(file: ProjectFile): string[] {
  return file.text.split("\n").flatMap((line, at) => {
    const person = HOME_FOLDER.exec(line)?.[3];
    return person === undefined || SAMPLE_PEOPLE.has(person)
      ? []
      : [`${file.path}:${at + 1} names the home folder of ${person}`];
  });
}
