import { DataList, Input, SegmentedControl, Stack, useMantineColorScheme } from "@mantine/core";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { LanguageSection } from "./language-section.tsx";
import { OwnPassword } from "./own-password.tsx";
import { Sessions } from "./sessions.tsx";

export function AccountSection() {
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack>
      <Section title={say("Signed in")}>
        <QueryView query={me} problem={say("Your account could not be read")}>
          {(data) => (
            <DataList>
              <DataList.Item>
                <DataList.ItemLabel>{say("Name")}</DataList.ItemLabel>
                <DataList.ItemValue>{data.user?.username ?? data.actor}</DataList.ItemValue>
              </DataList.Item>
              <DataList.Item>
                <DataList.ItemLabel>{say("Role")}</DataList.ItemLabel>
                <DataList.ItemValue>
                  {data.role === "admin"
                    ? say("Administrator: may change everything")
                    : say("Viewer: may look, not change")}
                </DataList.ItemValue>
              </DataList.Item>
            </DataList>
          )}
        </QueryView>
      </Section>
      {me.data?.user !== undefined && <OwnPassword />}
      {me.data?.role === "viewer" && <Sessions title={say("Where you are signed in")} />}
      <Section title={say("Colours")}>
        <Input.Wrapper description={say("Kept in this browser")} inputWrapperOrder={["input", "description"]}>
          <div>
            <SegmentedControl
              aria-label={say("Colours")}
              value={colorScheme}
              onChange={(value) => setColorScheme(value === "light" || value === "dark" ? value : "auto")}
              data={[
                { value: "auto", label: say("Like the system") },
                { value: "light", label: say("Light") },
                { value: "dark", label: say("Dark") },
              ]}
            />
          </div>
        </Input.Wrapper>
      </Section>
      <LanguageSection />
    </Stack>
  );
}
