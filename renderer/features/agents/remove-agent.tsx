import { useNavigate } from "react-router";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { useRemoveAgent } from "../../api/agents.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";

export function RemoveAgent({ agent }: { agent: Agent }) {
  const remove = useRemoveAgent();
  const navigate = useNavigate();
  return (
    <ConfirmButton
      label={say("Remove this machine")}
      question={say("Remove {hostname}?", { hostname: agent.hostname })}
      effect={say(
        "Its key stops working at once, and it gets no more tasks. Its runs and snapshots stay and can be restored on other machines.",
      )}
      confirmLabel={say("Remove the machine")}
      action={{
        ...remove,
        mutate: () => remove.mutate(agent.id, { onSuccess: () => void navigate("/agents") }),
      }}
    />
  );
}
