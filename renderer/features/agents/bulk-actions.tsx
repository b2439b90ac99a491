import { Button, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconPlayerPlay } from "@tabler/icons-react";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { useBulk } from "../../api/bulk.ts";
import { usePolicies } from "../../api/policies.ts";
import { PauseMenu } from "../../components/pause-menu.tsx";
import { problemText } from "../../components/problem-alert.tsx";
import { SelectionBar } from "../../components/selection-bar.tsx";

type Props = { agents: Agent[]; onDone: () => void };

/** What can be done to several machines at once; what one of them refuses does not stop the others. */
export function BulkActions({ agents, onDone }: Props) {
  const bulk = useBulk();
  const policies = usePolicies().data?.items ?? [];
  const ids = agents.map((agent) => agent.id);
  const isPaused = agents.some((agent) => agent.pausedSince !== null);

  const run = (action: Parameters<typeof bulk.mutate>[0], done: (count: number) => string) =>
    bulk.mutate(action, {
      onSuccess: ({ succeeded, refused }) => {
        if (succeeded > 0) notifications.show({ message: done(succeeded), color: "teal" });
        const [first] = refused;
        if (first === undefined) return onDone();
        notifications.show({
          color: "red",
          title: say("{count, plural, one {# machine} other {# machines}} refused", {
            count: refused.length,
          }),
          message: problemText(first),
          autoClose: 15_000,
        });
      },
    });
  return (
    <SelectionBar count={agents.length} onClear={onDone}>
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        loading={bulk.isPending}
        onClick={() =>
          run({ do: "back-up", pairs: agents.flatMap(pairsOf) }, (count) =>
            say("{count, plural, one {# backup} other {# backups}} queued. Follow them on the page Runs.", {
              count,
            }),
          )
        }
      >
        {say("Back up now")}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} />} loading={bulk.isPending}>
            {say("Assign policy")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {policies.length === 0 && <Menu.Label>{say("There is no policy yet")}</Menu.Label>}
          {policies.map((policy) => (
            <Menu.Item
              key={policy.id}
              onClick={() =>
                run({ do: "assign", policyId: policy.id, agentIds: ids }, (count) =>
                  say("{name} protects {count, plural, one {# machine} other {# machines}} now.", {
                    name: policy.name,
                    count,
                  }),
                )
              }
            >
              <Text size="sm" truncate maw={260}>
                {policy.name}
              </Text>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isPaused && (
        <Button
          variant="default"
          loading={bulk.isPending}
          onClick={() =>
            run({ do: "resume", agentIds: ids }, (count) =>
              say("Backups of {count, plural, one {# machine} other {# machines}} go on.", { count }),
            )
          }
        >
          {say("Resume")}
        </Button>
      )}
      <PauseMenu
        isPending={bulk.isPending}
        onPause={(until) =>
          run({ do: "pause", agentIds: ids, until }, (count) =>
            say("{count, plural, one {# machine} other {# machines}} paused.", { count }),
          )
        }
      />
    </SelectionBar>
  );
}

const pairsOf = (agent: Agent) => agent.policies.map(({ id }) => ({ agentId: agent.id, policyId: id }));
