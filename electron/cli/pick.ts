import { exitCodes, Refusal } from "../core/refusal.ts";

type Named = { id: string; name: string };

/** The one that a person means by a name or an id; without a name the only one there is. */
export function pick<Item extends Named>(items: Item[], wanted: string | undefined, kind: string): Item {
  const matching =
    wanted === undefined
      ? items
      : items.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [first, second] = matching;
  if (first !== undefined && second === undefined) return first;
  const there = items.map(({ name }) => `  ${name}`).join("\n");
  const complaint =
    wanted === undefined ? `There are several: say which ${kind}` : `There is no ${kind} "${wanted}"`;
  throw new Refusal(
    there === "" ? `There is no ${kind} yet.` : `${complaint}. There is:\n${there}`,
    exitCodes.usage,
  );
}
