import type { Locator } from "playwright";

/** Counts what a person has to do: click something, or fill something in. */
export function countSteps() {
  let steps = 0;
  return {
    async click(target: Locator): Promise<void> {
      steps += 1;
      await target.click();
    },
    async fill(target: Locator, text: string): Promise<void> {
      steps += 1;
      await target.fill(text);
    },
    /** How many were taken since the last time. */
    taken(): number {
      const taken = steps;
      steps = 0;
      return taken;
    },
  };
}
