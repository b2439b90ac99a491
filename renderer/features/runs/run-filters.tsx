import { Group, Select, TextInput } from "@mantine/core";
import { runStatus } from "#contract/outcome";
import { taskKind } from "#contract/task";
import { say } from "#contract/words/say";
import { useAgents } from "../../api/agents.ts";
import { usePolicies } from "../../api/policies.ts";
import { useRepositories } from "../../api/repositories.ts";
import { kindName } from "../../components/run-title.ts";
import { SearchField } from "../../components/search-field.tsx";
import { withParam } from "../../components/search-params.ts";
import { runWords, statusName } from "../../components/status-words.ts";
import { readFilter, type ShownFilter } from "./run-filter.ts";

type Props = {
  search: URLSearchParams;
  onChange: (search: URLSearchParams) => void;
  /** The lanes have their own time. */
  withDays: boolean;
};

const statuses = () => runStatus.options.map((value) => ({ value, label: statusName(runWords[value]) }));
const kinds = () => taskKind.options.map((value) => ({ value, label: kindName(value) }));
const style = { flex: "1 1 150px" };

export function RunFilters({ search, onChange, withDays }: Props) {
  const filter = readFilter(search);
  const agents = useAgents().data?.items ?? [];
  const policies = usePolicies().data?.items ?? [];
  const repositories = useRepositories().data?.items ?? [];
  const set = (name: keyof ShownFilter) => (value: string | null) => onChange(withParam(search, name, value));
  return (
    <Group gap="sm" role="search" aria-label={say("Filter the runs")} align="flex-end">
      <SearchField label={say("Search the runs")} value={filter.q ?? ""} onChange={set("q")} />
      {agents.length > 1 && (
        <Choice
          name={say("Machine")}
          none={say("All machines")}
          choices={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
          value={filter.agent}
          onChange={set("agent")}
        />
      )}
      <Choice
        name={say("Policy")}
        none={say("All policies")}
        choices={policies.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.policy}
        onChange={set("policy")}
      />
      {repositories.length > 1 && (
        <Choice
          name={say("Repository")}
          none={say("All repositories")}
          choices={repositories.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.repository}
          onChange={set("repository")}
        />
      )}
      <Choice
        name={say("Kind")}
        none={say("Any kind")}
        choices={kinds()}
        value={filter.kind}
        onChange={set("kind")}
      />
      <Choice
        name={say("Status")}
        none={say("Any status")}
        choices={statuses()}
        value={filter.status}
        onChange={set("status")}
      />
      {withDays && (
        <DayField
          name={say("From|time")}
          label={say("From day")}
          value={filter.from}
          onChange={set("from")}
        />
      )}
      {withDays && (
        <DayField name={say("To|time")} label={say("To day")} value={filter.to} onChange={set("to")} />
      )}
    </Group>
  );
}

type ChoiceProps = {
  name: string;
  none: string;
  choices: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | null) => void;
};

function Choice({ name, none, choices, value, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={name}
      placeholder={none}
      data={choices}
      value={value ?? null}
      onChange={onChange}
      clearable
      searchable={choices.length > 8}
      style={style}
      maw={240}
    />
  );
}

type DayProps = {
  name: string;
  label: string;
  value: string | undefined;
  onChange: (value: string | null) => void;
};

function DayField({ name, label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      leftSection={name}
      leftSectionWidth={54}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value)}
      style={{ flex: "0 1 200px" }}
    />
  );
}
