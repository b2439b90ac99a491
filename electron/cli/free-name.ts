import { ProblemError } from "#contract/call";

const TRIES = 50;

/** Makes a thing under a name, or under "name 2", "name 3" where that is taken. */
export async function underFreeName<Thing>(
  name: string,
  make: (name: string) => Promise<Thing>,
): Promise<Thing> {
  for (let number = 1; ; number += 1) {
    try {
      return await make(number === 1 ? name : `${name} ${number}`);
    } catch (error) {
      const isTaken = error instanceof ProblemError && error.problem.code === "name-taken";
      if (!isTaken || number === TRIES) throw error;
    }
  }
}
