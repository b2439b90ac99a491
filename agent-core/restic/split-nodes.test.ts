import fc from "fast-check";
import { expect, test } from "vitest";
import { splitNodes } from "./split-nodes.ts";

async function nodesOf(json: string, cuts: number[] = []): Promise<string[]> {
  const nodes: string[] = [];
  await splitNodes(pieces(Buffer.from(json), cuts), (node) => void nodes.push(node.toString()));
  return nodes;
}

async function* pieces(bytes: Buffer, cuts: number[]): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b);
  for (const [nr, end] of ends.entries()) yield bytes.subarray(ends[nr - 1] ?? 0, end);
}

const tricky = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"},{"name":"', "\\", "]}", '{"a":['));
const node = fc.record({ name: tricky, type: tricky, content: fc.array(tricky), more: fc.json() });

test("entries come out whole, whatever is in them and wherever the pipe cut them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(node), fc.array(fc.nat()), async (nodes, cuts) => {
      const found = await nodesOf(`${JSON.stringify({ nodes })}\n`, cuts);

      expect(found).toEqual(nodes.map((one) => JSON.stringify(one)));
    }),
  );
});

test("of an entry that is too long only the beginning is kept, and the next one is whole again", async () => {
  const content = Array.from({ length: 5_000 }, () => "0".repeat(64));
  const json = JSON.stringify({ nodes: [{ name: "huge", content }, { name: "next" }] });

  const [huge = "", next] = await nodesOf(json, [70_000, 140_000]);

  expect(huge.length).toBe(65_536);
  expect(huge.startsWith('{"name":"huge"')).toBe(true);
  expect(next).toBe('{"name":"next"}');
});
