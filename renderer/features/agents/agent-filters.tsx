import { Chip, Group, Select, Stack } from "@mantine/core";
import { say } from "#contract/words/say";
import { useStatus } from "../../api/status.ts";
import { SearchField } from "../../components/search-field.tsx";
import { withParam } from "../../components/search-params.ts";
import { protectionWords, statusName } from "../../components/status-words.ts";
import { readAgentFilter } from "./agent-filter.ts";

const orders = () => [
  { value: "hostname", label: say("By name") },
  { value: "lastGood", label: say("Oldest backup first") },
  { value: "lastSeen", label: say("Longest unseen first") },
];
const shownProtections = ["at-risk", "late", "never", "paused", "protected"] as const;

type Props = {
  search: URLSearchParams;
  labels: readonly string[];
  /** Whether the states may be counted by now: of a large fleet that takes longer than its first machines. */
  isWanted: boolean;
  onChange: (search: URLSearchParams) => void;
};

export function AgentFilters({ search, labels, isWanted, onChange }: Props) {
  const filter = readAgentFilter(search);
  const set = (name: string) => (value: string | null) => onChange(withParam(search, name, value));
  const choices = [...new Set([...labels, ...(filter.label === undefined ? [] : [filter.label])])].sort();
  return (
    <Stack gap="xs" role="search" aria-label={say("Filter the machines")}>
      <Group gap="sm">
        <SearchField label={say("Search the machines")} value={filter.q ?? ""} onChange={set("q")} />
        {choices.length > 0 && (
          <Select
            aria-label={say("Label")}
            placeholder={say("Any label")}
            data={choices}
            value={filter.label ?? null}
            onChange={set("label")}
            clearable
            searchable
            style={{ flex: "1 1 140px" }}
          />
        )}
        <Select
          aria-label={say("Order")}
          data={orders()}
          value={filter.sort}
          allowDeselect={false}
          onChange={(value) => set("sort")(value === "hostname" ? null : value)}
          style={{ flex: "1 1 170px" }}
        />
      </Group>
      <QuickFilters search={search} isWanted={isWanted} onChange={onChange} />
    </Stack>
  );
}

/** The states that occur, with how many machines are in each. */
function QuickFilters({ search, isWanted, onChange }: Omit<Props, "labels">) {
  const status = useStatus(isWanted).data;
  const filter = readAgentFilter(search);
  const chips = [
    ...shownProtections.map((value) => ({
      name: "protection",
      value,
      word: statusName(protectionWords[value]),
      count: status?.counts[value] ?? 0,
      isChosen: filter.protection === value,
    })),
    {
      name: "reachability",
      value: "offline",
      word: say("Offline"),
      count: status?.offline ?? 0,
      isChosen: filter.reachability === "offline",
    },
  ].filter(({ count, isChosen }) => count > 0 || isChosen);
  return (
    <Group gap={6}>
      {chips.map(({ name, value, word, count, isChosen }) => (
        <Chip
          key={value}
          size="xs"
          checked={isChosen}
          onChange={() => onChange(withParam(search, name, isChosen ? null : value))}
        >
          {word} {count}
        </Chip>
      ))}
    </Group>
  );
}
