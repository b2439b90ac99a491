import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Repository } from "#contract/repositories";
import type { Snapshot } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useSnapshotDays } from "../../api/browse.ts";
import { type SnapshotFilter, useSnapshots } from "../../api/snapshots.ts";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { exactTime } from "../../format/relative-time.ts";
import { CalendarStrip } from "./calendar-strip.tsx";
import { dayOf } from "./day-window.ts";
import { SnapshotFilters } from "./snapshot-filters.tsx";

type Props = {
  repositories: Repository[];
  repositoryId: Id | null;
  snapshotId: string | null;
  onChoose: (repositoryId: Id, snapshotId: string | null) => void;
};

export function ChooseSnapshot({ repositories, repositoryId, snapshotId, onChoose }: Props) {
  const [filter, setFilter] = useState<SnapshotFilter>({});
  const snapshots = useSnapshots(repositoryId, filter);
  return (
    <Section title={say("Snapshot")}>
      <Stack gap="sm">
        <Select
          label={say("Repository")}
          placeholder={say("Choose a repository")}
          data={repositories.map(({ id, name }) => ({ value: id, label: name }))}
          value={repositoryId}
          onChange={(id) => {
            if (id === null) return;
            setFilter({});
            onChoose(id, null);
          }}
          allowDeselect={false}
        />
        {repositoryId !== null && (
          <SnapshotFilters repositoryId={repositoryId} filter={filter} onChange={setFilter} />
        )}
        {repositoryId !== null && (
          <Days repositoryId={repositoryId} snapshotId={snapshotId} filter={filter} onChoose={onChoose} />
        )}
        {repositoryId !== null && (
          <QueryView
            query={snapshots}
            problem={say("The snapshots could not be read")}
            loading={<LinesLoading lines={1} />}
          >
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              if (items.length === 0) {
                return (
                  <Text size="sm" c="dimmed">
                    {filter.agent === undefined && filter.policy === undefined
                      ? say(
                          "This repository has no snapshot that Holdfast knows of. The first appears when a backup has ended.",
                        )
                      : say("No snapshot is of this machine and policy.")}
                  </Text>
                );
              }
              return (
                <Group align="flex-end" gap="sm">
                  <Select
                    style={{ flex: 1 }}
                    label={say("Snapshot")}
                    placeholder={say("Choose a snapshot")}
                    data={withChosen(items, snapshotId)}
                    value={snapshotId}
                    onChange={(id) => onChoose(repositoryId, id)}
                    allowDeselect={false}
                    searchable
                    maxDropdownHeight={360}
                  />
                  {snapshots.hasNextPage && (
                    <Button
                      variant="default"
                      loading={snapshots.isFetchingNextPage}
                      onClick={() => void snapshots.fetchNextPage()}
                    >
                      {say("Older")}
                    </Button>
                  )}
                </Group>
              );
            }}
          </QueryView>
        )}
      </Stack>
    </Section>
  );
}

type DaysProps = Omit<Props, "repositories"> & { repositoryId: Id; filter: SnapshotFilter };

function Days({ repositoryId, snapshotId, filter, onChoose }: DaysProps) {
  const days = useSnapshotDays(repositoryId, filter);
  const snapshots = useSnapshots(repositoryId, filter).data?.pages.flatMap((page) => page.items) ?? [];
  const time = snapshots.find(({ id }) => id === snapshotId)?.time;
  return (
    <QueryView
      query={days}
      problem={say("The calendar could not be read")}
      loading={<LinesLoading lines={1} />}
    >
      {({ items }) =>
        items.length > 0 && (
          <CalendarStrip
            key={JSON.stringify([repositoryId, filter])}
            days={items}
            today={dayOf(new Date().toISOString())}
            chosen={time === undefined ? null : dayOf(time)}
            onChoose={(id) => onChoose(repositoryId, id)}
          />
        )
      }
    </QueryView>
  );
}

/** A snapshot that came with the link may be older than those that are loaded. */
function withChosen(items: Snapshot[], chosen: string | null) {
  const options = items.map((snapshot) => ({ value: snapshot.id, label: snapshotName(snapshot) }));
  if (chosen === null || items.some(({ id }) => id === chosen)) return options;
  return [{ value: chosen, label: say("Snapshot {id}", { id: chosen.slice(0, 8) }) }, ...options];
}

function snapshotName({ time, hostname, policyName, id }: Snapshot): string {
  return [exactTime(time), hostname, policyName, id.slice(0, 8)].filter(Boolean).join(" · ");
}
