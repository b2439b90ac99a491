import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Link } from "react-router";

type Props = {
  title: string;
  /** Where this page hangs: shown above the title as the way back. */
  parent?: { to: string; name: string };
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

export function Page({ title, parent, badge, description, actions, children }: Props) {
  useDocumentTitle(`${title} · Holdfast`);
  return (
    <Stack gap="lg" maw={1180} mx="auto">
      <Stack gap={4}>
        {parent !== undefined && (
          <Breadcrumbs>
            <Anchor component={Link} to={parent.to} size="sm">
              {parent.name}
            </Anchor>
            <Text size="sm" c="dimmed" truncate maw={260}>
              {title}
            </Text>
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="sm" miw={0}>
            <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            {badge}
          </Group>
          <Group gap="xs">{actions}</Group>
        </Group>
        {description !== undefined && (
          <Text c="dimmed" size="sm" maw={720}>
            {description}
          </Text>
        )}
      </Stack>
      {children}
    </Stack>
  );
}
