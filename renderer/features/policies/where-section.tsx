import { Anchor, Select, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { Section } from "../../components/section.tsx";
import type { SectionProps } from "./form-type.ts";

type Props = SectionProps & { repositories: Repository[] };

export function WhereSection({ form, repositories }: Props) {
  // A machine's own repository comes with the place that it is in.
  const places = repositories.filter(({ parentId }) => parentId === null);
  const chosen = repositories.find(({ id }) => id === form.values.repositoryId);
  return (
    <Section title={say("Where")}>
      <Stack gap="xs">
        <Select
          label={say("Repository")}
          required
          placeholder={
            repositories.length === 0 ? say("There is no repository yet") : say("Choose a repository")
          }
          data={places.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          searchable={repositories.length > 8}
          {...form.getInputProps("repositoryId")}
          value={form.values.repositoryId === "" ? null : form.values.repositoryId}
        />
        {chosen !== undefined && (
          <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {chosen.location}
          </Text>
        )}
        <Anchor component={Link} to="/repositories/new" size="sm">
          {say("Add a repository")}
        </Anchor>
      </Stack>
    </Section>
  );
}
