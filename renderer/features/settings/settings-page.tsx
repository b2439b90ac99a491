import { Grid, NavLink, Select, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { Page } from "../../components/page.tsx";
import { AboutSection } from "./about-section.tsx";
import { AccountSection } from "./account-section.tsx";
import { AuditLog } from "./audit-log.tsx";
import { ComputerSection } from "./computer-section.tsx";
import { HistorySection } from "./history-section.tsx";
import { NetworkSection } from "./network-section.tsx";
import { Notifications } from "./notifications.tsx";
import { SecuritySection } from "./security-section.tsx";

type Place = { id: string; name: string; isForAdmins: boolean; content: () => ReactNode };

const places = (): Place[] => [
  { id: "account", name: say("Your account"), isForAdmins: false, content: () => <AccountSection /> },
  { id: "computer", name: say("This computer"), isForAdmins: true, content: () => <ComputerSection /> },
  { id: "notifications", name: say("Notifications"), isForAdmins: true, content: () => <Notifications /> },
  { id: "network", name: say("Other machines"), isForAdmins: true, content: () => <NetworkSection /> },
  { id: "security", name: say("Security"), isForAdmins: true, content: () => <SecuritySection /> },
  { id: "history", name: say("Name and history"), isForAdmins: true, content: () => <HistorySection /> },
  { id: "audit", name: say("Audit log"), isForAdmins: true, content: () => <AuditLog /> },
  { id: "about", name: say("About"), isForAdmins: false, content: () => <AboutSection /> },
];

export function SettingsPage() {
  const { section = "account" } = useParams();
  const navigate = useNavigate();
  const isAdmin = useMe().data?.role === "admin";
  const shown = places().filter((place) => isAdmin || !place.isForAdmins);
  const current = shown.find((place) => place.id === section) ?? shown[0];
  return (
    <Page title={say("Settings")}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 3 }}>
          <Select
            hiddenFrom="sm"
            aria-label={say("Section")}
            data={shown.map(({ id, name }) => ({ value: id, label: name }))}
            value={current?.id ?? null}
            onChange={(value) => void navigate(`/settings/${value ?? "account"}`)}
            allowDeselect={false}
          />
          <Stack component="nav" gap={2} aria-label={say("Sections of the settings")} visibleFrom="sm">
            {shown.map(({ id, name }) => (
              <NavLink
                key={id}
                component={Link}
                to={`/settings/${id}`}
                label={name}
                active={id === current?.id}
                aria-current={id === current?.id ? "page" : undefined}
                style={{ borderRadius: "var(--mantine-radius-md)" }}
              />
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 9 }}>{current?.content()}</Grid.Col>
      </Grid>
    </Page>
  );
}
