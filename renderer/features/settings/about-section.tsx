import { Anchor, DataList, List } from "@mantine/core";
import { Link } from "react-router";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { CopyDiagnostics } from "./copy-diagnostics.tsx";

export function AboutSection() {
  const me = useMe();
  return (
    <Section
      title={say("About Holdfast")}
      actions={me.data !== undefined && <CopyDiagnostics me={me.data} />}
    >
      <QueryView query={me} problem={say("The version could not be read")}>
        {(data) => (
          <DataList>
            <DataList.Item>
              <DataList.ItemLabel>{say("Version")}</DataList.ItemLabel>
              <DataList.ItemValue>{data.appVersion}</DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>{say("Role of this install")}</DataList.ItemLabel>
              <DataList.ItemValue>
                {data.orchestratorMode
                  ? say("Looks after other machines too")
                  : say("Looks after this computer")}
              </DataList.ItemValue>
            </DataList.Item>
            {data.upstream !== undefined && (
              <DataList.Item>
                <DataList.ItemLabel>{say("Follows")}</DataList.ItemLabel>
                <DataList.ItemValue>
                  {data.upstream.name} ({data.upstream.state})
                </DataList.ItemValue>
              </DataList.Item>
            )}
            <DataList.Item>
              <DataList.ItemLabel>{say("For programs")}</DataList.ItemLabel>
              <DataList.ItemValue>
                <List size="sm" listStyleType="none" ps={0}>
                  <List.Item>
                    <Anchor component={Link} to="/docs" inherit>
                      {say("The API, address by address")}
                    </Anchor>
                  </List.Item>
                  <List.Item>
                    <Anchor href="/api/v1/openapi.json" inherit>
                      {say("The same as an OpenAPI document")}
                    </Anchor>
                  </List.Item>
                  <List.Item>
                    <Anchor href="/api/v1/metrics" inherit>
                      {say("Metrics for Prometheus")}
                    </Anchor>
                  </List.Item>
                </List>
              </DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>{say("Licence")}</DataList.ItemLabel>
              <DataList.ItemValue>
                {say("MIT. Backups are made by restic and stay readable with it.")}
              </DataList.ItemValue>
            </DataList.Item>
          </DataList>
        )}
      </QueryView>
    </Section>
  );
}
