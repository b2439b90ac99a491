import { listAgents } from "#contract/agents";
import { createCaller } from "#contract/call";
import { createRepository } from "#contract/repositories";
import { readTree } from "#contract/snapshots";
import { until } from "../../whole-core.ts";
import { type LargeSnapshot, listAlone, makeLargeSnapshot, PASSWORD } from "../large-snapshot.ts";
import { alternate, type Pair, peakMemoryOf, type Row } from "../measure.ts";
import { adminOf, type Server, startCoreWithAgent } from "../servers.ts";

const MEGABYTE = 1_000_000;
const MOST_GROWTH = 100 * MEGABYTE;

/** Each folder is opened once: a second look would come from memory. */
export const browseRow: Row = {
  name: "browse",
  async run({ quick, folder }) {
    const rounds = quick ? 4 : 8;
    const sizes = { folders: rounds + 2, files: quick ? 10_000 : 100_000 };
    const large = makeLargeSnapshot(folder, sizes);
    const core = await startCoreWithAgent(folder);
    const open = await connect(core, large);
    let [listed, opened] = [0, 0];
    await open("/");
    const before = peakMemoryOf(core.pid);
    const pairs = await alternate(
      rounds,
      () => listAlone(folder, large, large.folders[listed++] ?? ""),
      () => open(large.folders[opened++] ?? ""),
    );
    const growth: Pair = { base: MOST_GROWTH, subject: peakMemoryOf(core.pid) - before };
    await core.stop();
    const count = (sizes.folders * sizes.files).toLocaleString("en");
    const which = `folder of ${sizes.files.toLocaleString("en")} in a snapshot of ${count} files`;
    return [
      {
        ...{ what: `first page of a ${which}, time`, against: "`restic ls` of that folder" },
        ...{ target: { atMost: 1.5 }, pairs, share: "cost" },
      },
      {
        ...{ what: `growth of the core's memory over ${rounds + 1} such folders, peak`, against: "100 MB" },
        ...{ target: { atMost: 1 }, pairs: [growth], share: "cost" },
      },
    ];
  },
};

/** Milliseconds until the first page of a folder is there. */
async function connect(core: Server, { repository, snapshotId }: LargeSnapshot) {
  const authorization = `Bearer ${adminOf(core).token}`;
  const call = createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization }) });
  // Before its first heartbeat the machine is not there to be asked.
  await until(
    () => call(listAgents, { query: {} }),
    ({ items }) => items.some(({ reachability }) => reachability === "online"),
  );
  const { id } = await call(createRepository, {
    body: { name: "Large", kind: "fs", path: repository, password: PASSWORD },
  });
  return async (path: string) => {
    const begun = performance.now();
    const page = await call(readTree, { params: { snapshotId }, query: { repository: id, path } });
    if (page.items.length === 0) throw new Error(`The first page of ${path} is empty.`);
    return performance.now() - begun;
  };
}
