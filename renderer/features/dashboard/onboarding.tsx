import { Alert, Button, Card, Group, List, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconDatabase, IconKey, IconPlugConnected, IconShieldCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Status } from "#contract/status";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { RecentRuns } from "./recent-runs.tsx";
import { RunningNow } from "./running-now.tsx";

/** Nothing is protected yet: one card, one button. */
export function Onboarding({ status }: { status: Status }) {
  const upstream = useMe().data?.upstream;
  return (
    <Stack>
      {upstream !== undefined && <WaitsForPolicies name={upstream.name} />}
      <Card withBorder padding="lg">
        <Group align="flex-start" gap="lg">
          <ThemeIcon size={72} radius="xl" variant="light" aria-hidden>
            <IconShieldCheck size={42} />
          </ThemeIcon>
          <Stack gap="sm" style={{ flex: "1 1 260px", minWidth: 0 }}>
            <Title order={2}>{say("Protect this computer")}</Title>
            <Text role="status">{status.verdict.sentence}</Text>
            <List spacing={6} size="sm" c="dimmed" center ps={0}>
              <List.Item icon={<IconShieldCheck size={18} />}>
                {say("Choose the folders that matter to you.")}
              </List.Item>
              <List.Item icon={<IconDatabase size={18} />}>
                {say("Choose where the backups go: another disk, a share, or a rest-server.")}
              </List.Item>
              <List.Item icon={<IconKey size={18} />}>
                {say("Keep the recovery kit. With it, plain restic opens your backups without Holdfast.")}
              </List.Item>
            </List>
            <Group mt="xs">
              <Button component={Link} to="/welcome" size="md">
                {say("Protect this computer")}
              </Button>
              <Button component={Link} to="/policies/new" variant="default" size="md">
                {say("Write a policy myself")}
              </Button>
              {upstream === undefined && (
                <Button
                  component={Link}
                  to="/settings/computer"
                  variant="default"
                  size="md"
                  h="auto"
                  mih={42}
                  py={6}
                  styles={{ label: { whiteSpace: "normal", lineHeight: 1.3 } }}
                >
                  {say("Another computer looks after this one")}
                </Button>
              )}
            </Group>
          </Stack>
        </Group>
      </Card>
      {status.running.length > 0 && <RunningNow runs={status.running} nextRunAt={status.nextRunAt} />}
      <RecentRuns />
    </Stack>
  );
}

function WaitsForPolicies({ name }: { name: string }) {
  return (
    <Alert icon={<IconPlugConnected aria-hidden />} title={say("{name} looks after this computer", { name })}>
      {say(
        "It has sent no policy for it yet, so nothing is backed up. Give this computer one there, on its page of machines or of policies; what you set up here stays your own.",
      )}
    </Alert>
  );
}
