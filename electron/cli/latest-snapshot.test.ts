import { expect, test } from "vitest";
import { latestSnapshot } from "./latest-snapshot.ts";

const agentId = null;
const photos = { agentId, paths: ["/home/anna/Photos"] };
const documents = { agentId, paths: ["/home/anna/Documents", "/etc"] };
const windows = { agentId, paths: ["C:\\Users\\anna"] };
const all = [photos, documents, windows];

test("of several policies the latest is that of the named files, not of whatever was saved last", () => {
  expect(latestSnapshot(all, ["/home/anna/Documents/a.txt", "/etc/hosts"])).toBe(documents);
  expect(latestSnapshot(all, ["/C/Users/anna/a.txt"])).toBe(windows);
  expect(latestSnapshot(all, ["/home"])).toBe(photos);
});

test("what two machines call the same is that of the machine itself, and of another only where it has none", () => {
  const of = (agentId: string, path: string) => ({ agentId, paths: [path] });
  const [theirs, ours] = [of("laptop", "/home/anna"), of("desk", "/home/anna")];
  const srv = of("laptop", "/srv");

  expect(latestSnapshot([theirs, srv, ours], ["/home/anna/a.txt"], "desk")).toBe(ours);
  expect(latestSnapshot([theirs, srv, ours], ["/srv/a.txt"], "desk")).toBe(srv);
  expect(latestSnapshot([theirs, srv, ours], [], "desk")).toBe(ours);
  expect(latestSnapshot([theirs, srv], [], "desk")).toBe(theirs);
});

test("without a file, or with one that nobody saved, it is the newest of all", () => {
  expect(latestSnapshot(all, [])).toBe(photos);
  expect(latestSnapshot(all, ["/home/anna/Documents2"])).toBe(photos);
  expect(latestSnapshot([], [])).toBeUndefined();
});
