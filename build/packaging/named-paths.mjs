/** Settings that hold the path of one file or folder, at any depth. */
const PATH_KEYS = new Set([
  "icon",
  "entitlements",
  "entitlementsInherit",
  "buildResources",
  "license",
  "include",
  "script",
  "from",
  "installerIcon",
  "uninstallerIcon",
  "background",
  "beforePack",
  "afterPack",
  "afterSign",
  "afterAllArtifactBuild",
  "msiProjectCreated",
  "afterInstall",
  "afterRemove",
]);

/** Every path that a configuration of electron-builder names, up to its first placeholder, with the setting that names it. */
export function namedPaths(config) {
  const files = (config.files ?? []).flatMap((entry) =>
    typeof entry === "string" ? [entry] : (entry.filter ?? []),
  );
  const packed = files
    .filter((pattern) => !pattern.startsWith("!"))
    .map((path) => ({ path, where: "files" }));
  return [...packed, ...walk(config, "")]
    .map(({ path, where }) => ({ where, path: withoutPattern(path) }))
    .filter(({ path }) => path !== "");
}

function walk(value, where) {
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, where));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = where === "" ? key : `${where}.${key}`;
    return typeof inner === "string" && PATH_KEYS.has(key) ? [{ path: inner, where: at }] : walk(inner, at);
  });
}

/** `out/program/${os}-${arch}` and `resources/tray/*.png` are as far known as the folder. */
function withoutPattern(path) {
  const parts = path.split("/");
  const first = parts.findIndex((part) => /[*?{}$[\]()]/.test(part));
  return (first === -1 ? parts : parts.slice(0, first)).join("/");
}
