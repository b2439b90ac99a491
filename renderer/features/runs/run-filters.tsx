import { Group, Select } from "@mantine/core";
import { runStatus } from "#contract/outcome";
import { useAgents } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { runWords } from "../../components/status-words.ts";
import { readFilter, type ShownFilter, withFilter } from "./run-filter.ts";

type Props = { search: URLSearchParams; onChange: (search: URLSearchParams) => void };

const statuses = runStatus.options.map((value) => ({ value, label: runWords[value] }));

export function RunFilters({ search, onChange }: Props) {
  const filter = readFilter(search);
  const agents = useAgents().data?.items ?? [];
  const policies = usePolicies().data?.items ?? [];
  const set = (name: keyof ShownFilter) => (value: string | null) =>
    onChange(withFilter(search, name, value));
  return (
    <Group gap="sm" role="search" aria-label="Filter the runs">
      {agents.length > 1 && (
        <Select
          aria-label="Machine"
          placeholder="All machines"
          data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
          value={filter.agent ?? null}
          onChange={set("agent")}
          clearable
          searchable
          style={{ flex: "1 1 150px" }}
          maw={260}
        />
      )}
      <Select
        aria-label="Policy"
        placeholder="All policies"
        data={policies.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.policy ?? null}
        onChange={set("policy")}
        clearable
        searchable
        style={{ flex: "1 1 150px" }}
        maw={260}
      />
      <Select
        aria-label="Status"
        placeholder="Any status"
        data={statuses}
        value={filter.status ?? null}
        onChange={set("status")}
        clearable
        style={{ flex: "1 1 150px" }}
        maw={260}
      />
    </Group>
  );
}
