import { Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useId } from "react";
import { say } from "#contract/words/say";
import { DisclosureButton } from "../../components/disclosure.tsx";
import { NameLink } from "../../components/name-link.tsx";
import { kindName } from "../../components/run-title.ts";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { byDay, type PlannedSeries } from "./planned-series.ts";
import { clockWords, dayWords, restWords } from "./series-words.ts";

const MOST_MACHINES = 50;

type Props = { series: PlannedSeries };

/** The next time of what a policy does; opened, it names each time. */
export function SeriesRow({ series }: Props) {
  const { policyId, policyName, kind, machines, times } = series;
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  const rest = restWords(series) ?? (machines.length > 1 ? say("Show each machine") : undefined);
  return (
    <>
      <Table.Tr style={{ verticalAlign: "top", ...(isOpen && { borderBottom: 0 }) }}>
        <Table.Td>
          <div>
            <TimeAgo at={times[0]?.first ?? null} isPlain />
          </div>
          {rest !== undefined && (
            <DisclosureButton label={rest} isOpen={isOpen} onClick={toggle} controls={id} />
          )}
        </Table.Td>
        <Table.Td>
          <NameLink to={`/policies/${policyId}/edit`} size="sm">
            {policyName}
          </NameLink>
          <Text size="xs" c="dimmed">
            {kindName(kind)}
          </Text>
        </Table.Td>
        <Table.Td>
          <MachineOf machines={machines} />
        </Table.Td>
      </Table.Tr>
      <Table.Tr id={id} hidden={!isOpen}>
        {isOpen && (
          <Table.Td colSpan={3}>
            <EachTime series={series} />
          </Table.Td>
        )}
      </Table.Tr>
    </>
  );
}

function MachineOf({ machines }: Pick<PlannedSeries, "machines">) {
  const [machine, ...others] = machines;
  if (machine === undefined) return null;
  if (others.length > 0)
    return (
      <Text size="sm">
        {say("{count, plural, one {# machine} other {# machines}}", { count: machines.length })}
      </Text>
    );
  return (
    <NameLink to={`/agents/${machine.agentId}`} size="sm">
      {machine.hostname}
    </NameLink>
  );
}

function EachTime({ series: { machines, times } }: Props) {
  const shown = machines.slice(0, MOST_MACHINES);
  const count = machines.length - shown.length;
  return (
    <Stack gap="sm" pb="xs">
      {machines.length > 1 && (
        <Line name={say("Machines, each with its next time")}>
          {shown.map(({ agentId, hostname, dueAt }) => (
            <li key={agentId}>
              <NameLink to={`/agents/${agentId}`} size="sm">
                {hostname}
              </NameLink>{" "}
              <time dateTime={dueAt}>{clockWords({ first: dueAt, last: dueAt })}</time>
            </li>
          ))}
          {count > 0 && <li>{say("and {count} more", { count })}</li>}
        </Line>
      )}
      {byDay(times).map(({ day, times: ofDay }) => (
        <Line key={day} name={dayWords(day)}>
          {ofDay.map((time) => {
            const clock = <time dateTime={time.first}>{clockWords(time)}</time>;
            return (
              <li key={time.scheduledFor}>
                {time.machines === machines.length
                  ? clock
                  : sayWith("{clock} on {count, plural, one {# machine} other {# machines}}", {
                      clock,
                      count: time.machines,
                    })}
              </li>
            );
          })}
        </Line>
      ))}
    </Stack>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    <div>
      <Text size="sm" fw={500} id={id}>
        {name}
      </Text>
      <Group
        component="ul"
        aria-labelledby={id}
        gap="4px 16px"
        m={0}
        p={0}
        fz="sm"
        style={{ listStyle: "none" }}
      >
        {children}
      </Group>
    </div>
  );
}
