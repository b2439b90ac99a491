import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { assignPolicy, createPolicy, listPolicies } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { call } from "../../api/client.ts";
import { freeName } from "./free-name.ts";
import { type ProtectForm, policyToMake, repositoryToMake } from "./protect-form.ts";

type Made = { repository?: { id: Id; name: string }; policyId?: Id };
/** `made` is absent where a known repository was chosen. */
export type Protected = { repositoryId: Id; made?: { name: string; password: string }; taskId: Id };

/** Repository, policy, assignment, first run. After a refusal the next try goes on where this one stopped. */
export function useProtect(agentId: Id) {
  const client = useQueryClient();
  const made = useRef<Made>({});
  return useMutation({
    mutationFn: async (form: ProtectForm): Promise<Protected> => {
      const repository = await repositoryFor(made.current, form);
      const repositoryId = repository?.id ?? form.repositoryId;
      made.current.policyId ??= (await makePolicy(form, repositoryId)).id;
      const policyId = made.current.policyId;
      await call(assignPolicy, { params: { id: policyId, agentId } });
      const task = await call(createTask, { body: { kind: "backup", agentId, policyId } });
      const { password } = repositoryToMake(form);
      return {
        repositoryId,
        taskId: task.id,
        ...(repository === undefined ? {} : { made: { name: repository.name, password } }),
      };
    },
    onSettled: () => void client.invalidateQueries(),
  });
}

async function repositoryFor(made: Made, form: ProtectForm) {
  if (form.repositoryId !== "") return undefined;
  made.repository ??= await call(createRepository, { body: repositoryToMake(form) });
  return made.repository;
}

async function makePolicy(form: ProtectForm, repositoryId: Id) {
  const known = await call(listPolicies, { query: { limit: 200 } });
  const name = freeName(
    say("My files"),
    known.items.map((policy) => policy.name),
  );
  return call(createPolicy, { body: policyToMake(form, name, repositoryId) });
}
