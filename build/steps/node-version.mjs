const OLDEST = [
  [22, 22, 2],
  [24, 15, 0],
];

/** Ends the process with a sentence where this Node can neither run Holdfast nor fetch one that can. */
export function requireNode() {
  const { platform, arch, versions } = process;
  const problem = nodeProblem({ version: versions.node, platform, arch });
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}

/**
 * On Linux x64 npm brings a Node 24, so an older one only has to get that far.
 * @param {{ version: string, platform: string, arch: string }} here
 * @returns {string | undefined}
 */
export function nodeProblem({ version, platform, arch }) {
  const bringsItsOwn = platform === "linux" && arch === "x64";
  const parts = version.split(".").map(Number);
  const oldest = bringsItsOwn ? [20, 0, 0] : (OLDEST.find(([major]) => major === parts[0]) ?? OLDEST[1]);
  if (!isOlder(parts, oldest)) return undefined;
  const wanted = bringsItsOwn ? "Node 20 or newer" : "Node 24.15 or newer (or 22.22.2 or newer of Node 22)";
  return `Holdfast needs ${wanted}; this is Node ${version}. Nothing was changed. Install a newer Node and run the same command again.`;
}

/**
 * @param {number[]} version
 * @param {number[]} floor
 */
function isOlder(version, floor) {
  const different = floor.findIndex((part, at) => version[at] !== part);
  return different >= 0 && version[different] < floor[different];
}
