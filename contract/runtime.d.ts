/** What both runtimes know and the bare language does not: merged with the real one of Node or the browser. */
interface AbortSignal {
  readonly aborted: boolean;
}
