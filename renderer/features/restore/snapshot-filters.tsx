import { Group, Select } from "@mantine/core";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useEveryAgent } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { useRepository } from "../../api/repositories.ts";
import type { SnapshotFilter } from "../../api/snapshots.ts";

type Props = { repositoryId: Id; filter: SnapshotFilter; onChange: (filter: SnapshotFilter) => void };

/** Where several machines or policies back up to one repository; one of each needs no choice. */
export function SnapshotFilters({ repositoryId, filter, onChange }: Props) {
  const repository = useRepository(repositoryId).data;
  const agents = useEveryAgent({}).data?.items ?? [];
  const place = repository?.parentId ?? repositoryId;
  const policies = (usePolicies().data?.items ?? []).filter((policy) => policy.repositoryId === place);
  const change = (name: keyof SnapshotFilter, value: string | null) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === null ? rest : { ...rest, [name]: value });
  };
  const hasMachines = agents.length > 1 && repository?.agentId === null;
  if (!hasMachines && policies.length < 2) return null;
  return (
    <Group gap="sm" grow preventGrowOverflow={false}>
      {hasMachines && (
        <Select
          label={say("Machine")}
          placeholder={say("All machines")}
          data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
          value={filter.agent ?? null}
          onChange={(id) => change("agent", id)}
          clearable
          searchable={agents.length > 8}
        />
      )}
      {policies.length > 1 && (
        <Select
          label={say("Policy")}
          placeholder={say("All policies")}
          data={policies.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.policy ?? null}
          onChange={(id) => change("policy", id)}
          clearable
        />
      )}
    </Group>
  );
}
