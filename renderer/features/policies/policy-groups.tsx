import { Anchor, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { sayWith } from "../../components/say-with.tsx";
import { PolicyCard } from "./policy-card.tsx";

type Props = { policies: Policy[]; mayChange: boolean };

/** The machine's own policies beside those that it follows, each under who has the say. */
export function PolicyGroups({ policies, mayChange }: Props) {
  const managers = [...new Set(policies.flatMap(({ managedBy }) => (managedBy === null ? [] : [managedBy])))];
  const own = policies.filter(({ managedBy }) => managedBy === null);
  if (managers.length === 0) return <Cards policies={own} mayChange={mayChange} />;
  return (
    <Stack gap="xl">
      <Group
        title={say("Your own")}
        about={say("Of this computer alone; {manager} knows nothing of them.", {
          manager: managers.join(", "),
        })}
      >
        {own.length === 0 ? (
          <Text size="sm">{say("There is none. You may have your own beside those that are managed.")}</Text>
        ) : (
          <Cards policies={own} mayChange={mayChange} />
        )}
      </Group>
      {managers.map((manager) => (
        <Group
          key={manager}
          title={say("Managed by {manager}", { manager })}
          about={<AboutManaged manager={manager} />}
        >
          <Cards policies={policies.filter(({ managedBy }) => managedBy === manager)} mayChange={mayChange} />
        </Group>
      ))}
    </Stack>
  );
}

function Cards({ policies, mayChange }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {policies.map((policy) => (
        <PolicyCard key={policy.id} policy={policy} mayChange={mayChange} />
      ))}
    </SimpleGrid>
  );
}

function AboutManaged({ manager }: { manager: string }) {
  const upstream = useMe().data?.upstream;
  const isThis = upstream?.name === manager;
  return sayWith("They are changed there and only read here. {link}", {
    link: (
      <Anchor component={Link} to="/settings/computer" inherit underline="always">
        {isThis && upstream.state !== "connected"
          ? say("It cannot be reached at the moment")
          : say("See the connection")}
      </Anchor>
    ),
  });
}

type GroupProps = { title: string; about: ReactNode; children: ReactNode };

function Group({ title, about, children }: GroupProps) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {about}
      </Text>
      {children}
    </section>
  );
}
