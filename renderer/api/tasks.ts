import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { cancelTask, createTask, getTask, retryTask, type Task, type TaskStatus } from "#contract/tasks";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type TaskDraft = z.input<typeof createTask.body>;

const OPEN: readonly TaskStatus[] = ["queued", "offered", "running", "unreachable", "lost"];
export const isOpen = (status: TaskStatus): boolean => OPEN.includes(status);

/** Asked again each second while it is open, so that a cut event stream delays nothing. */
export const useTask = (id: Id) =>
  useQuery({
    queryKey: keys.task(id),
    queryFn: () => call(getTask, { params: { id } }),
    refetchInterval: ({ state }) => (state.data === undefined || isOpen(state.data.status) ? 1_000 : false),
  });

export const useCreateTask = () => useTaskChange((body: TaskDraft) => call(createTask, { body }));
/** Several at once: all or the first refusal. */
export const useCreateTasks = () =>
  useTaskChange((bodies: TaskDraft[]) => Promise.all(bodies.map((body) => call(createTask, { body }))));
export const useCancelTask = () => useTaskChange((id: Id) => call(cancelTask, { params: { id } }));
export const useRetryTask = () => useTaskChange((id: Id) => call(retryTask, { params: { id } }));

/** What comes back is what is known from then on: the page of a task that is tried again would lead to the attempt before. */
function useTaskChange<Input, Output extends Task | Task[]>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => {
      for (const task of [changed].flat()) client.setQueryData(keys.task(task.id), task);
    },
    onSettled: () => {
      for (const queryKey of [keys.tasks, keys.runs, keys.status]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
