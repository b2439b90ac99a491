/** Small corrections of the clock are everyday; what they repeat is known by its key. */
export const CORRECTION_MS = 60_000;
