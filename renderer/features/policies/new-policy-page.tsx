import { useAgents } from "../../api/agents.ts";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { newPolicyForm } from "./policy-form.ts";

export function NewPolicyPage() {
  const repositories = useRepositories();
  const agents = useAgents({ status: "active" });
  const localAgentId = useMe().data?.localAgentId ?? null;
  return (
    <Page title="New policy" parent={{ to: "/policies", name: "Policies" }}>
      <QueryView query={repositories} problem="The repositories could not be read">
        {(known) => (
          <QueryView query={agents} problem="The machines could not be read">
            {({ items }) => (
              <PolicyEditor
                initial={newPolicyForm(
                  known.items.length === 1 ? (known.items[0]?.id ?? "") : "",
                  localAgentId === null ? [] : [localAgentId],
                )}
                repositories={known.items}
                agents={items}
              />
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}
