/**
 * So many connections may wait to be taken. A fleet comes back all at once after a restart; whom the system has no room for is left
 * in the dark for up to a minute, and then refused. Node asks for 511; the system's own limit holds all the same.
 */
export const BACKLOG = 4_096;
