import { expect, test } from "vitest";
import { createPresence, OFFLINE_AFTER_MS } from "./presence.ts";

test("each machine falls silent once, with the first look after its ninety seconds, whenever the others were heard of", () => {
  let now = 0;
  const presence = createPresence(() => now);
  const heardAt = new Map<string, number>();
  const fell: string[] = [];
  const expected: string[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    now += 1 + ((round * 7_919) % 23_000);
    for (let machine = 0; machine < 5; machine += 1) {
      if ((round * (machine + 3)) % (machine + 4) !== 0 || round % 40 > 20 + machine) continue;
      presence.heard(`m${machine}`);
      heardAt.set(`m${machine}`, now);
    }
    for (const [machine, at] of heardAt) {
      if (now - at <= OFFLINE_AFTER_MS) continue;
      expected.push(`${machine} at ${now}`);
      heardAt.delete(machine);
    }
    fell.push(...presence.takeSilent().map((machine) => `${machine} at ${now}`));
  }

  expect(fell.toSorted()).toEqual(expected.toSorted());
  expect(fell.length).toBeGreaterThan(100);
});
