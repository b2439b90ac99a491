import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { Policy } from "#contract/policies";
import { say } from "#contract/words/say";
import { useEveryAgent } from "../../api/agents.ts";
import { useDeletePolicy, usePolicy, usePolicyAgents } from "../../api/policies.ts";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { policyFormOf } from "./policy-form.ts";
import { PolicyReading } from "./policy-reading.tsx";

const parent = () => ({ to: "/policies", name: say("Policies") });

export function EditPolicyPage() {
  const { id = "" } = useParams();
  const policy = usePolicy(id);
  const mayChange = useMe().data?.role === "admin";
  return (
    <Page
      title={policy.data?.name ?? say("Policy")}
      parent={parent()}
      actions={policy.data !== undefined && <PolicyActions policy={policy.data} />}
    >
      <QueryView query={policy} problem={say("The policy could not be read")}>
        {(data) =>
          data.managedBy !== null || !mayChange ? (
            <Reading policy={data} />
          ) : (
            <Editor key={data.id} policy={data} reload={async () => void (await policy.refetch())} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Reading({ policy }: { policy: Policy }) {
  const assigned = usePolicyAgents(policy.id);
  return (
    <QueryView query={assigned} problem={say("The machines of this policy could not be read")}>
      {(items) => <PolicyReading policy={policy} assigned={items} />}
    </QueryView>
  );
}

/** The form keeps what was read when it was opened, so that saving over a later change is noticed. */
function Editor({ policy, reload }: { policy: Policy; reload: () => Promise<void> }) {
  const [version, setVersion] = useState(0);
  const repositories = useRepositories();
  const agents = useEveryAgent({ status: "active" });
  const assigned = usePolicyAgents(policy.id);
  const readAgain = async () => {
    await Promise.all([reload(), assigned.refetch()]);
    setVersion(version + 1);
  };
  return (
    <QueryView query={repositories} problem={say("The repositories could not be read")}>
      {(known) => (
        <QueryView query={agents} problem={say("The machines could not be read")}>
          {(machines) => (
            <QueryView query={assigned} problem={say("The machines of this policy could not be read")}>
              {(items) => (
                <PolicyEditor
                  key={version}
                  known={policy}
                  initial={policyFormOf(
                    policy,
                    // Those that come by a label are no choice of their own.
                    items.filter((one) => one.byLabel === null).map((one) => one.agentId),
                  )}
                  repositories={known.items}
                  agents={machines.items}
                  onReload={readAgain}
                />
              )}
            </QueryView>
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

function PolicyActions({ policy }: { policy: Policy }) {
  const mayChange = useMe().data?.role === "admin";
  const remove = useDeletePolicy();
  const navigate = useNavigate();
  const action = {
    ...remove,
    mutate: () => remove.mutate(policy.id, { onSuccess: () => void navigate("/policies") }),
  };
  return (
    <>
      <LinkButton to={`/runs?policy=${policy.id}`} variant="default">
        {say("Its runs")}
      </LinkButton>
      {mayChange && policy.managedBy === null && (
        <ConfirmButton
          label={say("Delete")}
          question={say("Delete the policy {name}?", { name: policy.name })}
          effect={say(
            "Its schedule ends. Runs and snapshots stay and can still be restored. A policy that a machine still uses cannot be deleted: take the machines out first.",
          )}
          confirmLabel={say("Delete the policy")}
          action={action}
        />
      )}
    </>
  );
}
