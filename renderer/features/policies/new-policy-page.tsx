import { Alert, Stack } from "@mantine/core";
import { useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { say } from "#contract/words/say";
import { useEveryAgent } from "../../api/agents.ts";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import type { ReadPolicy } from "./policy-file.ts";
import { newPolicyForm, type PolicyForm, policyFormOf } from "./policy-form.ts";
import { policyTemplates } from "./policy-templates.ts";
import { TemplateCards } from "./template-cards.tsx";

export function NewPolicyPage() {
  const repositories = useRepositories();
  const agents = useEveryAgent({ status: "active" });
  const localAgentId = useMe().data?.localAgentId ?? null;
  const [search] = useSearchParams();
  const template = policyTemplates().find(({ id }) => id === search.get("template"));
  const imported = useImported();
  const isBlank = template === undefined && imported === undefined;
  return (
    <Page title={say("New policy")} parent={{ to: "/policies", name: say("Policies") }}>
      <Stack>
        {isBlank && <TemplateCards />}
        {imported !== undefined && <ImportedAlert imported={imported} />}
        <QueryView query={repositories} problem={say("The repositories could not be read")}>
          {({ items: places }) => (
            <QueryView query={agents} problem={say("The machines could not be read")}>
              {({ items }) => (
                <PolicyEditor
                  key={template?.id ?? "blank"}
                  initial={firstForm(
                    newPolicyForm(
                      places.length === 1 ? (places[0]?.id ?? "") : "",
                      localAgentId === null ? [] : [localAgentId],
                    ),
                    template?.changes,
                    imported,
                  )}
                  repositories={places}
                  agents={items}
                />
              )}
            </QueryView>
          )}
        </QueryView>
      </Stack>
    </Page>
  );
}

function firstForm(
  blank: PolicyForm,
  changes: Partial<PolicyForm> | undefined,
  imported: ReadPolicy | undefined,
) {
  if (imported === undefined) return { ...blank, ...changes };
  return { ...policyFormOf(imported, []), repositoryId: blank.repositoryId };
}

/** What a file said that was just chosen on the page before; gone when this page is loaded again. */
function useImported(): ReadPolicy | undefined {
  const { state } = useLocation() as { state: { imported?: ReadPolicy } | null };
  const [imported] = useState(state?.imported);
  return imported;
}

function ImportedAlert({ imported }: { imported: ReadPolicy }) {
  return (
    <Alert color="blue" title={say("Read from a file: {name}", { name: imported.name })}>
      {imported.repositoryName === undefined
        ? say("Nothing is saved yet. Choose the repository and the machines, then save.")
        : say("Nothing is saved yet. Choose the repository (it was “{name}”) and the machines, then save.", {
            name: imported.repositoryName,
          })}
    </Alert>
  );
}
