import { NavLink, Stack } from "@mantine/core";
import {
  type Icon,
  IconCalendarTime,
  IconClipboardList,
  IconDatabase,
  IconDeviceDesktop,
  IconHistory,
  IconHome,
  IconRestore,
  IconSettings,
} from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { say } from "#contract/words/say";
import { useAgents } from "../api/agents.ts";
import { useMe } from "../api/session.ts";

type Place = { to: string; label: string; icon: Icon };

const machines = (): Place => ({ to: "/agents", label: say("Machines"), icon: IconDeviceDesktop });
const places = (): Place[] => [
  { to: "/", label: say("Home"), icon: IconHome },
  { to: "/policies", label: say("Policies"), icon: IconClipboardList },
  { to: "/runs", label: say("Runs"), icon: IconHistory },
  { to: "/schedule", label: say("Schedule"), icon: IconCalendarTime },
  { to: "/repositories", label: say("Repositories"), icon: IconDatabase },
  { to: "/restore", label: say("Restore|verb"), icon: IconRestore },
  { to: "/settings", label: say("Settings"), icon: IconSettings },
];

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const { pathname } = useLocation();
  const shown = useHasFleet() ? [places()[0], machines(), ...places().slice(1)] : places();
  return (
    <Stack component="nav" gap={2} aria-label={say("Pages")}>
      {shown.map(
        (place) =>
          place && (
            <NavLink
              key={place.to}
              component={Link}
              to={place.to}
              label={place.label}
              leftSection={<place.icon size={20} stroke={1.6} aria-hidden />}
              active={isWithin(pathname, place.to)}
              aria-current={isWithin(pathname, place.to) ? "page" : undefined}
              onClick={onNavigate}
              style={{ borderRadius: "var(--mantine-radius-md)" }}
            />
          ),
      )}
    </Stack>
  );
}

/** One computer on its own needs no page about machines. */
function useHasFleet(): boolean {
  const me = useMe();
  const agents = useAgents({ limit: 2 });
  return me.data?.orchestratorMode === true || (agents.data?.items.length ?? 0) > 1;
}

function isWithin(pathname: string, place: string): boolean {
  return place === "/" ? pathname === "/" : pathname === place || pathname.startsWith(`${place}/`);
}
