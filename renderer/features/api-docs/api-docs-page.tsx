import { Group, Stack, Text } from "@mantine/core";
import { IconSearchOff } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { say } from "#contract/words/say";
import { useOperations } from "../../api/open-api.ts";
import { Empty } from "../../components/empty.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { withParam } from "../../components/search-params.ts";
import { Section } from "../../components/section.tsx";
import { chaptersOf } from "./chapters.ts";
import { OperationEntry } from "./operation-entry.tsx";

/** What programs can ask of this core, by the description that it gives of itself. */
export function ApiDocsPage() {
  const operations = useOperations();
  const [search, setSearch] = useSearchParams();
  const text = search.get("q") ?? "";
  return (
    <Page
      title="API"
      description={say(
        "For programs: each address, what it takes and what it answers. Sign in with an API token as bearer; make one in the settings under Security.",
      )}
    >
      <Group>
        <SearchField
          label={say("Search the API")}
          value={text}
          onChange={(next) => setSearch(withParam(search, "q", next), { replace: true })}
        />
      </Group>
      <QueryView query={operations} problem={say("The description of the API could not be read")}>
        {(all) => {
          const chapters = chaptersOf(all, text);
          if (chapters.length === 0)
            return (
              <Empty
                icon={IconSearchOff}
                title={say("Nothing matches")}
                description={say("No address of the API holds these words.")}
              />
            );
          return (
            <Stack>
              {chapters.map(([name, entries]) => (
                <Section key={name} title={name}>
                  <Stack gap="xs">
                    {entries.map((one) => (
                      <OperationEntry key={`${one.method} ${one.path}`} operation={one} />
                    ))}
                  </Stack>
                </Section>
              ))}
              <Text size="sm" c="dimmed">
                {say("{count} operations. The same as a document: /openapi.json", { count: all.length })}
              </Text>
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}
