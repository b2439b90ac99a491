import { Code, ScrollArea } from "@mantine/core";
import type { PolicyDraft } from "#contract/policies";
import { say } from "#contract/words/say";
import { Disclosure } from "../../components/disclosure.tsx";

/** The policy as the API and a file hold it, for those who script. */
export function SavedAs({ draft }: { draft: PolicyDraft }) {
  return (
    <Disclosure label={say("As JSON")}>
      <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Code block>{JSON.stringify(draft, null, 2)}</Code>
      </ScrollArea.Autosize>
    </Disclosure>
  );
}
