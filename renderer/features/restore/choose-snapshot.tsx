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
import { type Opened, openedOf } from "./use-open-snapshot.ts";

type Props = {
  repositories: Repository[];
  /** What is looked through: a repository, or a place with those of several machines. */
  lookedIn: Id | null;
  opened: Opened | null;
  /** Has come since the page shows the one that is open. */
  newer: Snapshot | undefined;
  onLookIn: (repositoryId: Id) => void;
  onOpen: (chosen: Opened) => void;
};

export function ChooseSnapshot({ repositories, lookedIn, opened, newer, onLookIn, onOpen }: Props) {
  const [filter, setFilter] = useState<SnapshotFilter>({});
  const snapshots = useSnapshots(lookedIn, filter);
  return (
    <Section title={say("Snapshot")}>
      <Stack gap="sm">
        <Select
          label={say("Repository")}
          placeholder={say("Choose a repository")}
          data={repositories.map(({ id, name }) => ({ value: id, label: name }))}
          value={lookedIn}
          onChange={(id) => {
            if (id === null) return;
            setFilter({});
            onLookIn(id);
          }}
          allowDeselect={false}
          searchable={repositories.length > 8}
        />
        {lookedIn !== null && (
          <SnapshotFilters repositoryId={lookedIn} filter={filter} onChange={setFilter} />
        )}
        {lookedIn !== null && <Days lookedIn={lookedIn} opened={opened} filter={filter} onOpen={onOpen} />}
        {lookedIn !== null && (
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
                    data={withOpened(items, opened)}
                    value={opened && nameOf(opened)}
                    onChange={(name) => {
                      const chosen = items.map(openedOf).find((one) => nameOf(one) === name);
                      if (chosen !== undefined) onOpen(chosen);
                    }}
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
        {newer !== undefined && <Newer snapshot={newer} onOpen={() => onOpen(openedOf(newer))} />}
      </Stack>
    </Section>
  );
}

/** What is ticked is ticked in the snapshot that is open, so nobody is taken to another unasked. */
function Newer({ snapshot, onOpen }: { snapshot: Snapshot; onOpen: () => void }) {
  return (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {say("A newer snapshot has come: {time}", { time: exactTime(snapshot.time) })}
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={onOpen}>
        {say("Open it")}
      </Button>
    </Group>
  );
}

type DaysProps = Pick<Props, "opened" | "onOpen"> & { lookedIn: Id; filter: SnapshotFilter };

function Days({ lookedIn, opened, filter, onOpen }: DaysProps) {
  const days = useSnapshotDays(lookedIn, filter);
  const snapshots = useSnapshots(lookedIn, filter).data?.pages.flatMap((page) => page.items) ?? [];
  const time = snapshots.find(({ id }) => id === opened?.snapshotId)?.time;
  return (
    <QueryView
      query={days}
      problem={say("The calendar could not be read")}
      loading={<LinesLoading lines={1} />}
    >
      {({ items }) =>
        items.length > 0 && (
          <CalendarStrip
            key={JSON.stringify([lookedIn, filter])}
            days={items}
            today={dayOf(new Date().toISOString())}
            chosen={time === undefined ? null : dayOf(time)}
            onChoose={({ repositoryId, newestId }) => onOpen({ repositoryId, snapshotId: newestId })}
          />
        )
      }
    </QueryView>
  );
}

/** A snapshot that came with the link may be older than those that are loaded. */
function withOpened(items: Snapshot[], opened: Opened | null) {
  const options = items.map((snapshot) => ({
    value: nameOf(openedOf(snapshot)),
    label: snapshotName(snapshot),
  }));
  if (opened === null || options.some(({ value }) => value === nameOf(opened))) return options;
  const label = say("Snapshot {id}", { id: opened.snapshotId.slice(0, 8) });
  return [{ value: nameOf(opened), label }, ...options];
}

/** Two repositories of a place may hold one snapshot, where one began as a copy of the other. */
const nameOf = ({ repositoryId, snapshotId }: Opened) => `${repositoryId} ${snapshotId}`;

function snapshotName({ time, hostname, policyName, id }: Snapshot): string {
  return [exactTime(time), hostname, policyName, id.slice(0, 8)].filter(Boolean).join(" · ");
}
