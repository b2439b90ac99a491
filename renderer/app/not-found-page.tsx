import { IconMapOff } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { Empty } from "../components/empty.tsx";
import { LinkButton } from "../components/link-button.tsx";
import { Page } from "../components/page.tsx";

export function NotFoundPage() {
  return (
    <Page title={say("No such page")}>
      <Empty
        icon={IconMapOff}
        title={say("There is no page at this address")}
        description={say("The link may be from another version of Holdfast, or a letter is missing.")}
      >
        <LinkButton to="/">{say("Go to Home")}</LinkButton>
      </Empty>
    </Page>
  );
}
