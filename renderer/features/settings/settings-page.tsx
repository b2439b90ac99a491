import { Tabs } from "@mantine/core";
import { useNavigate, useParams } from "react-router";
import { useMe } from "../../api/session.ts";
import { Page } from "../../components/page.tsx";
import { AboutSection } from "./about-section.tsx";
import { AccountSection } from "./account-section.tsx";
import { ApiTokens } from "./api-tokens.tsx";
import { AuditLog } from "./audit-log.tsx";
import { Notifications } from "./notifications.tsx";

export function SettingsPage() {
  const { section = "account" } = useParams();
  const navigate = useNavigate();
  const isAdmin = useMe().data?.role === "admin";
  return (
    <Page title="Settings">
      <Tabs
        value={section}
        onChange={(value) => void navigate(`/settings/${value ?? "account"}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="account">Account</Tabs.Tab>
          {isAdmin && <Tabs.Tab value="notifications">Notifications</Tabs.Tab>}
          {isAdmin && <Tabs.Tab value="tokens">API tokens</Tabs.Tab>}
          {isAdmin && <Tabs.Tab value="audit">Audit log</Tabs.Tab>}
          <Tabs.Tab value="about">About</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="account">
          <AccountSection />
        </Tabs.Panel>
        {isAdmin && (
          <>
            <Tabs.Panel value="notifications">
              <Notifications />
            </Tabs.Panel>
            <Tabs.Panel value="tokens">
              <ApiTokens />
            </Tabs.Panel>
            <Tabs.Panel value="audit">
              <AuditLog />
            </Tabs.Panel>
          </>
        )}
        <Tabs.Panel value="about">
          <AboutSection />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
