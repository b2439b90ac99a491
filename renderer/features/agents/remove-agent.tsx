import { useNavigate } from "react-router";
import type { Agent } from "#contract/agents";
import { useRemoveAgent } from "../../api/agents.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";

export function RemoveAgent({ agent }: { agent: Agent }) {
  const remove = useRemoveAgent();
  const navigate = useNavigate();
  return (
    <ConfirmButton
      label="Remove this machine"
      question={`Remove ${agent.hostname}?`}
      effect="Its key stops working at once, and it gets no more tasks. Its runs and snapshots stay and can be restored on other machines."
      confirmLabel="Remove the machine"
      action={{
        ...remove,
        mutate: () => remove.mutate(agent.id, { onSuccess: () => void navigate("/agents") }),
      }}
    />
  );
}
