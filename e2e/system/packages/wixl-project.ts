import { createHash } from "node:crypto";

export type WixlProject = {
  xml: string;
  /** What wixl has no words for, as changes of the finished database. */
  changes: string[];
};

const NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi";
const PERMANENT = 16;
/** An exe in a folder of the system, later and as SYSTEM, whatever it answers. */
const EXE_DEFERRED_AS_SYSTEM = 34 + 1_024 + 2_048 + 64;
const BEFORE_INSTALL_FINALIZE = 6_590;

/**
 * The project of electron-builder's MSI in the dialect of wixl, which runs without Windows, in the folder of the app. Shortcuts and
 * access lists are left out.
 */
export function wixlProject(project: string): WixlProject {
  const changes: string[] = [];
  const steps = [basics, properties, customActions, components, folders, groups, named];
  const xml = steps.reduce((text, step) => step(text, changes), project);
  return { xml: xml.replaceAll("$(var.appDir)/", ""), changes };
}

type Step = (xml: string, changes: string[]) => string;

const basics: Step = (xml) =>
  xml
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace("http://wixtoolset.org/schemas/v4/wxs", NAMESPACE)
    .replace(/<Condition Message[\s\S]*?<\/Condition>/, "")
    .replace(/<MediaTemplate[^>]*>/, '<Media Id="1" Cabinet="holdfast.cab" EmbedCab="yes"/>')
    .replace(' AllowSameVersionUpgrades="yes"', "")
    .replace(' Codepage="65001"', "")
    .replace(
      "<Package ",
      '<Package InstallScope="perMachine" Description="Holdfast" Manufacturer="Holdfast" ',
    )
    .replace(' Absent="disallow"', ' Level="1"')
    .replace(/<Icon [^>]*>/, "")
    .replace(/<Property Id="ARPPRODUCTICON"[^>]*>/, "")
    .replace(/<Shortcut [^>]*\/>|<Shortcut [\s\S]*?<\/Shortcut>/g, "")
    .replace(/<PermissionEx [^>]*>/g, "")
    .replaceAll(' ReadOnly="yes"', "");

/** wixl knows a property by its value or its search only. */
const properties: Step = (xml, changes) => {
  const secure = ["WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED"];
  const hidden: string[] = [];
  const plain = xml.replace(/<Property Id="(\w+)"([^>]*)\/>/g, (_, id: string, rest: string) => {
    if (rest.includes('Secure="yes"')) secure.push(id);
    if (rest.includes('Hidden="yes"')) hidden.push(id);
    const value = /Value="([^"]*)"/.exec(rest)?.[1];
    return value === undefined || id === "ALLUSERS" ? "" : `<Property Id="${id}" Value="${value}"/>`;
  });
  changes.push(
    update("Property", `\`Value\` = '${secure.join(";")}'`, "`Property` = 'SecureCustomProperties'"),
    insert("Property", { Property: "MsiHiddenProperties", Value: hidden.join(";") }),
  );
  return plain;
};

const customActions: Step = (xml, changes) => {
  const [action = "", id = "", folder = "", command = ""] =
    /<CustomAction Id="(\w+)" Directory="(\w+)" ExeCommand="([^"]*)"[^>]*\/>/.exec(xml) ?? [];
  const [sequence = "", condition = ""] =
    /<InstallExecuteSequence>\s*<Custom [^>]*>([\s\S]*?)<\/Custom>\s*<\/InstallExecuteSequence>/.exec(xml) ??
    [];
  changes.push(
    insert("CustomAction", {
      Action: id,
      Type: EXE_DEFERRED_AS_SYSTEM,
      Source: folder,
      Target: command.replaceAll("&quot;", '"'),
    }),
    insert("InstallExecuteSequence", {
      Action: id,
      Condition: condition,
      Sequence: BEFORE_INSTALL_FINALIZE,
    }),
  );
  const withFolder = xml.replace(/(<Directory Id="TARGETDIR"[^>]*>)/, `$1<Directory Id="${folder}"/>`);
  return withFolder.replace(action, "").replace(sequence, "");
};

const components: Step = (xml, changes) =>
  xml.replace(
    /<Component Id="(\w+)"([^>]*)>(\s*<Condition>([\s\S]*?)<\/Condition>)?/g,
    (_, ...found: string[]) => {
      const [id = "", attributes = "", , condition] = found;
      const which = `\`Component\` = '${id}'`;
      if (condition !== undefined) changes.push(update("Component", `\`Condition\` = '${condition}'`, which));
      if (attributes.includes("Permanent"))
        changes.push(update("Component", `\`Attributes\` = ${256 + 4 + PERMANENT}`, which));
      return `<Component Id="${id}"${attributes.replace(/ (Permanent|KeyPath)="yes"/g, "")}>`;
    },
  );

/** Folders that are named by their whole path become a tree. */
const folders: Step = (xml) => {
  const paths = [...xml.matchAll(/<Directory Id="([^"]+)" Name="APPLICATIONFOLDER:\\([^"]*)\\"\/>/g)];
  const byPath = new Map(paths.map(([, id = "", path = ""]) => [path, plainId(id)]));
  const inside = (parent: string): string =>
    [...byPath]
      .filter(([path]) => path.replace(/\\?[^\\]+$/, "") === parent)
      .map(
        ([path, id]) => `<Directory Id="${id}" Name="${path.split("\\").at(-1)}">${inside(path)}</Directory>`,
      )
      .join("");
  return paths
    .reduce((text, [whole]) => text.replace(whole, ""), xml)
    .replace(/<Directory Id="APPLICATIONFOLDER" Name="([^"]+)"\/>/, (_, name) => {
      return `<Directory Id="APPLICATIONFOLDER" Name="${name}">${inside("")}</Directory>`;
    });
};

/** Each component of the group lies in its folder, and the feature names them one by one. */
const groups: Step = (xml) => {
  const references: string[] = [];
  const flat = xml.replace(/<ComponentGroup Id=[\s\S]*?<\/ComponentGroup>/, (group) =>
    [...group.matchAll(/<Component(?: Directory="([^"]*)")?>([\s\S]*?)<\/Component>/g)]
      .map(([, folder = "APPLICATIONFOLDER", content = ""], at) => {
        references.push(`<ComponentRef Id="c${at}"/>`);
        const component = `<Component Id="c${at}" Guid="${guidOf(`c${at}`)}" Win64="yes">${content}</Component>`;
        return `<DirectoryRef Id="${plainId(folder)}">${component}</DirectoryRef>`;
      })
      .join("\n"),
  );
  return flat.replace(/<ComponentGroupRef [^>]*>/, references.join(""));
};

const named: Step = (xml) => {
  let count = 0;
  return xml.replace(/<File (?![^>]*Id=)/g, () => `<File Id="f${count++}" `);
};

const plainId = (id: string) => id.replace(/\W/g, "_");

function guidOf(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").toUpperCase();
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const update = (table: string, set: string, where: string) => `UPDATE \`${table}\` SET ${set} WHERE ${where}`;

function insert(table: string, row: Record<string, string | number>): string {
  const names = Object.keys(row).map((name) => `\`${name}\``);
  const values = Object.values(row).map((value) => (typeof value === "number" ? value : `'${value}'`));
  return `INSERT INTO \`${table}\` (${names.join(", ")}) VALUES (${values.join(", ")})`;
}
