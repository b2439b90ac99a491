import type { Progress } from "#contract/outcome";

/** The newest progress of each running task. In memory: it is out of date within seconds, and a restart makes it untrue. */
export function createLiveProgress() {
  const newest = new Map<string, Progress>();
  return {
    set: (taskId: string, progress: Progress) => void newest.set(taskId, progress),
    get: (taskId: string) => newest.get(taskId),
    forget: (taskId: string) => void newest.delete(taskId),
  };
}

export type LiveProgress = ReturnType<typeof createLiveProgress>;
