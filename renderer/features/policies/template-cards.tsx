import { Card, SimpleGrid, Text } from "@mantine/core";
import { Link } from "react-router";
import { say } from "#contract/words/say";
import { policyTemplates } from "./policy-templates.ts";

/** Three beginnings: each opens the form with its fields filled in. */
export function TemplateCards() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} aria-label={say("Templates")} role="list">
      {policyTemplates().map((template) => (
        <Card
          key={template.id}
          withBorder
          component={Link}
          to={`/policies/new?template=${template.id}`}
          role="listitem"
          c="inherit"
          td="none"
        >
          <Text fw={600} c="var(--mantine-color-anchor)">
            {template.name}
          </Text>
          <Text size="sm" c="dimmed">
            {template.description}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
