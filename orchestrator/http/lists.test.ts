import { expect, test } from "vitest";
import { getOpenApi } from "#contract/status";
import { openOrchestrator } from "../orchestrator-for-tests.ts";

type Reply = { content?: { "application/json"?: { schema: { properties?: object } } } };
type Document = { paths: Record<string, { get?: { responses: Record<string, Reply> } }> };

/** The items of a run are what could not be read; folders go on after the last one that was shown. */
const OTHERWISE = new Set(["/api/v1/runs/{id}", "/api/v1/agents/{id}/folders"]);

test("every list says where its next page begins", async () => {
  const orchestrator = await openOrchestrator();
  const { paths } = (await orchestrator.admin(getOpenApi, {})) as Document;
  await orchestrator.close();

  const lists = Object.entries(paths).flatMap(([path, { get }]) => {
    const fields = get?.responses["200"]?.content?.["application/json"]?.schema.properties ?? {};
    return "items" in fields && !OTHERWISE.has(path) ? [{ path, fields }] : [];
  });

  expect(lists.length).toBeGreaterThan(20);
  expect(lists.filter(({ fields }) => !("nextCursor" in fields)).map(({ path }) => path)).toEqual([]);
});
