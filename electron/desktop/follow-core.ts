import type { Call } from "#contract/call";
import type { CoreState } from "./core-link.ts";
import { createCoreCall } from "./core-requests.ts";
import { followEvents } from "./event-stream.ts";
import type { FoundCore } from "./find-core.ts";
import { type Known, startStatusFeed } from "./status-feed.ts";
import { wait } from "./wait.ts";

export type FollowedCore = {
  /** Only while a core runs. */
  call(): Call | undefined;
  /** Something was asked of the core: what is known changes soon. */
  wake(): void;
  /** Takes the next state of the core, and follows the one that runs now. */
  enter(state: CoreState): void;
};

/** Reads what the tray shows from whichever core runs at the moment. */
export function createFollower(publish: (known: Known | undefined) => void): FollowedCore {
  let current: { call: Call; wake: () => void; end: AbortController } | undefined;

  function follow(core: FoundCore) {
    const end = new AbortController();
    const call = createCoreCall(core);
    const isLimited = core.isLimited === true;
    const { wake } = startStatusFeed({ call, isLimited, wait, publish }, end.signal);
    if (!isLimited) void followEvents({ fetch, wait, onEvent: wake }, core, end.signal);
    return { call, wake, end };
  }

  return {
    call: () => current?.call,
    wake: () => current?.wake(),
    enter(state) {
      current?.end.abort();
      publish(undefined);
      current = state.kind === "running" ? follow(state) : undefined;
    },
  };
}
