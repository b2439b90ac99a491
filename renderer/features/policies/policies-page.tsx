import { Stack } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { usePolicies } from "../../api/policies.ts";
import { useMe } from "../../api/session.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { ImportPolicy } from "./import-policy.tsx";
import { PolicyGroups } from "./policy-groups.tsx";
import { TemplateCards } from "./template-cards.tsx";

export function PoliciesPage() {
  const policies = usePolicies();
  const mayChange = useMe().data?.role === "admin";
  return (
    <Page
      title={say("Policies")}
      description={say(
        "A policy says what is backed up, where to, and when. Each machine follows the policies that it is assigned.",
      )}
      actions={
        mayChange && (
          <>
            <ImportPolicy />
            <LinkButton to="/policies/new">{say("New policy")}</LinkButton>
          </>
        )
      }
    >
      <QueryView query={policies} problem={say("The policies could not be read")}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack>
              <Empty
                icon={IconCalendarTime}
                title={say("No policy yet")}
                description={say("Choose folders and a place for them; Holdfast does the rest each hour.")}
              >
                <LinkButton to="/welcome">{say("Protect this computer")}</LinkButton>
                <LinkButton to="/policies/new" variant="default">
                  {say("New policy")}
                </LinkButton>
              </Empty>
              {mayChange && <TemplateCards />}
            </Stack>
          ) : (
            <PolicyGroups policies={items} mayChange={mayChange} />
          )
        }
      </QueryView>
    </Page>
  );
}
