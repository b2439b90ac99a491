import { Anchor, DataList, List } from "@mantine/core";
import { Link } from "react-router";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { Fact } from "../../components/fact.tsx";
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
          <DataList labelWidth={160}>
            <Fact name={say("Version")}>{data.appVersion}</Fact>
            <Fact name={say("Role of this install")}>
              {data.orchestratorMode
                ? say("Looks after other machines too")
                : say("Looks after this computer")}
            </Fact>
            {data.upstream !== undefined && <Fact name={say("Follows")}>{data.upstream.name}</Fact>}
            <Fact name={say("For programs")}>
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
            </Fact>
            <Fact name={say("Licence")}>
              {say("MIT. Backups are made by restic and stay readable with it.")}
            </Fact>
          </DataList>
        )}
      </QueryView>
    </Section>
  );
}
