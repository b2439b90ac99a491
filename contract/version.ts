/** Moves only when an older reader would misunderstand a newer writer. */
export const PROTOCOL_VERSION = 1;

/** The oldest restic whose exit codes tell a wrong password, a missing and a locked repository apart. */
export const MINIMUM_RESTIC = "0.17.1";

export const API = "/api/v1";
