import { ActionIcon, Group, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconLogout, IconMoon, IconSun, IconSunMoon, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import { say } from "#contract/words/say";
import { useMe, useSignOut } from "../api/session.ts";

const schemes = () =>
  [
    { value: "auto", label: say("Like the system"), icon: IconSunMoon },
    { value: "light", label: say("Light"), icon: IconSun },
    { value: "dark", label: say("Dark"), icon: IconMoon },
  ] as const;

export function UserMenu() {
  return (
    <Group gap="xs" wrap="nowrap">
      <SchemeMenu />
      <AccountMenu />
    </Group>
  );
}

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes().find((scheme) => scheme.value === colorScheme)?.icon ?? IconSunMoon;
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say("Colours")}>
          <Current size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes().map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.icon size={16} />}
            rightSection={scheme.value === colorScheme ? <IconCheck size={14} /> : undefined}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountMenu() {
  const me = useMe().data;
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say("Account")}>
          <IconUserCircle size={22} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me?.role === "admin"
            ? say("{name}, administrator", { name: me.user?.username ?? me.actor })
            : say("{name}, may look, not change", { name: me?.user?.username ?? me?.actor ?? "" })}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate("/sign-in") })}
        >
          {say("Sign out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
