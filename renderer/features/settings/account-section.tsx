import { DataList, Input, SegmentedControl, Stack, useMantineColorScheme } from "@mantine/core";
import { useMe } from "../../api/session.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { OwnPassword } from "./own-password.tsx";
import { Sessions } from "./sessions.tsx";

export function AccountSection() {
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack>
      <Section title="Signed in">
        <QueryView query={me} problem="Your account could not be read">
          {(data) => (
            <DataList>
              <DataList.Item>
                <DataList.ItemLabel>Name</DataList.ItemLabel>
                <DataList.ItemValue>{data.user?.username ?? data.actor}</DataList.ItemValue>
              </DataList.Item>
              <DataList.Item>
                <DataList.ItemLabel>Role</DataList.ItemLabel>
                <DataList.ItemValue>
                  {data.role === "admin"
                    ? "Administrator: may change everything"
                    : "Viewer: may look, not change"}
                </DataList.ItemValue>
              </DataList.Item>
            </DataList>
          )}
        </QueryView>
      </Section>
      {me.data?.user !== undefined && <OwnPassword />}
      {me.data?.role === "viewer" && <Sessions title="Where you are signed in" />}
      <Section title="Colours">
        <Input.Wrapper description="Kept in this browser" inputWrapperOrder={["input", "description"]}>
          <div>
            <SegmentedControl
              aria-label="Colours"
              value={colorScheme}
              onChange={(value) => setColorScheme(value === "light" || value === "dark" ? value : "auto")}
              data={[
                { value: "auto", label: "Like the system" },
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
              ]}
            />
          </div>
        </Input.Wrapper>
      </Section>
    </Stack>
  );
}
