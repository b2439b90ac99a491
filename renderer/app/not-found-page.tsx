import { IconMapOff } from "@tabler/icons-react";
import { Empty } from "../components/empty.tsx";
import { LinkButton } from "../components/link-button.tsx";
import { Page } from "../components/page.tsx";

export function NotFoundPage() {
  return (
    <Page title="No such page">
      <Empty
        icon={IconMapOff}
        title="There is no page at this address"
        description="The link may be from another version of Holdfast, or a letter is missing."
      >
        <LinkButton to="/">Go to Home</LinkButton>
      </Empty>
    </Page>
  );
}
