/** Called after the commit: wakes the machine that the task waits for, and tells everyone who looks. */
export type TaskAdded = (task: { taskId: string; agentId: string; policyId: string | null }) => void;
