/** A step that cannot go on: what was tried, and what a person can do. */
export class Trouble extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "Trouble";
  }
}
