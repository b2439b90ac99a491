import { IconDeviceDesktopOff } from "@tabler/icons-react";
import { useState } from "react";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { newPassword } from "../../components/new-password.ts";
import { Page } from "../../components/page.tsx";
import { KeepRecoveryKit } from "./keep-recovery-kit.tsx";
import { ProtectFields } from "./protect-fields.tsx";
import type { Protected } from "./use-protect.ts";

const home = () => ({ to: "/", name: say("Home") });

export function ProtectPage() {
  const agentId = useMe().data?.localAgentId ?? null;
  const [password] = useState(() => newPassword());
  const [done, setDone] = useState<Protected>();

  if (agentId === null) return <NoAgentHere />;
  if (done !== undefined) return <KeepRecoveryKit done={done} />;
  return (
    <Page
      title={say("Protect this computer")}
      parent={home()}
      description={say(
        "Say what to protect and where the backups go. The first backup starts at once; then one each hour.",
      )}
    >
      <ProtectFields agentId={agentId} password={password} onDone={setDone} />
    </Page>
  );
}

function NoAgentHere() {
  return (
    <Page title={say("Protect this computer")} parent={home()}>
      <Empty
        icon={IconDeviceDesktopOff}
        title={say("This Holdfast looks after other machines only")}
        description={say(
          "It was started without an agent of its own. Add the computers that it should protect.",
        )}
      >
        <LinkButton to="/agents">{say("Open machines")}</LinkButton>
      </Empty>
    </Page>
  );
}
