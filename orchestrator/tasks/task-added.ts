export type AddedTask = { taskId: string; agentId: string; policyId: string | null };

/** Called after the commit: wakes the machine that the task waits for, and tells everyone who looks. */
export type TaskAdded = (task: AddedTask) => void;
