import { Stack, Tabs } from "@mantine/core";
import { useSearchParams } from "react-router";
import { say } from "#contract/words/say";
import { Page } from "../../components/page.tsx";
import { withParam } from "../../components/search-params.ts";
import { Density } from "./density.tsx";
import { Ledger } from "./ledger.tsx";
import { Upcoming } from "./upcoming.tsx";

const views = ["upcoming", "ledger", "density"] as const;

export function SchedulePage() {
  const [search, setSearch] = useSearchParams();
  const view = views.find((one) => one === search.get("view")) ?? "upcoming";
  return (
    <Page
      title={say("Schedule")}
      description={say(
        "What will run, and what became of everything that was due: nothing that did not run is without its reason.",
      )}
    >
      <Tabs
        value={view}
        onChange={(next) => setSearch(withParam(search, "view", next), { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="upcoming">{say("Upcoming")}</Tabs.Tab>
          <Tabs.Tab value="ledger">{say("What became of it")}</Tabs.Tab>
          <Tabs.Tab value="density">{say("Density")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="upcoming">
          <Upcoming />
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Stack>
            <Ledger search={search} onChange={(next) => setSearch(next, { replace: true })} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="density">
          <Density />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
