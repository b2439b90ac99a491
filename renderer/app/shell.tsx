import { Anchor, AppShell, Box, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { Link, Navigate, Outlet, ScrollRestoration, useLocation } from "react-router";
import { say } from "#contract/words/say";
import { hasStatus } from "../api/client.ts";
import { useLive } from "../api/live.ts";
import { useMe } from "../api/session.ts";
import { BrandMark } from "../components/brand-mark.tsx";
import { ProblemAlert } from "../components/problem-alert.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { ConsentBar } from "./consent-bar.tsx";
import { Navigation } from "./navigation.tsx";
import { PageLoading } from "./page-loading.tsx";
import { preloadPages } from "./pages.ts";
import { Keyboard } from "./palette/keyboard.tsx";
import { UserMenu } from "./user-menu.tsx";

const PRELOAD_AFTER_MS = 1_500;

/** Lets in who is signed in, and leads everybody else to the sign-in and back. */
export function Shell() {
  const me = useMe();
  const { pathname, search } = useLocation();

  if (hasStatus(me.error, 401)) {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  }
  if (me.data === undefined) {
    return me.error === null ? (
      <PageLoading />
    ) : (
      <Box p="md" maw={640} mx="auto">
        <ProblemAlert
          title={say("Holdfast cannot be reached")}
          error={me.error}
          onRetry={() => void me.refetch()}
        />
      </Box>
    );
  }
  return <SignedInShell />;
}

function SignedInShell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { lostAt } = useLive();
  useEffect(() => {
    const timer = setTimeout(() => void preloadPages(), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <SkipLink />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? say("Close the menu") : say("Open the menu")}
            />
            <Anchor component={Link} to="/" underline="never" c="inherit" aria-label={say("Holdfast, Home")}>
              <Group gap={8} wrap="nowrap">
                <BrandMark size={26} />
                <Text fw={700}>Holdfast</Text>
              </Group>
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Keyboard />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: "none" }}>
        <ConnectionBar lostAt={lostAt} />
        <ConsentBar />
        <Outlet />
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}

function SkipLink() {
  return (
    <a href="#main" className="skip-link">
      {say("Skip to the content")}
    </a>
  );
}
