import { Badge, Button, Divider, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Fragment } from "react";
import type { Account } from "#contract/accounts";
import { say } from "#contract/words/say";
import { useAccounts, useDeleteAccount } from "../../api/accounts.ts";
import { useMe } from "../../api/session.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { sayWith } from "../../components/say-with.tsx";
import { Section } from "../../components/section.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { AccountEditor } from "./account-editor.tsx";
import { NewAccount } from "./new-account.tsx";
import { roleNames } from "./roles.ts";

export function Accounts() {
  const accounts = useAccounts();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <Section
      title={say("Accounts")}
      actions={
        <Button size="compact-md" onClick={open}>
          {say("Add an account")}
        </Button>
      }
    >
      <QueryView query={accounts} problem={say("The accounts could not be read")}>
        {({ items }) => (
          <Stack gap="sm" role="list" aria-label={say("Accounts")}>
            {items.map((account, index) => (
              <Fragment key={account.id}>
                {index > 0 && <Divider />}
                <AccountRow account={account} />
              </Fragment>
            ))}
            {items.length === 0 && (
              <Text size="sm" c="dimmed">
                {say(
                  "Nobody has an account yet: only the desktop app and sign-in links of this computer let anybody in.",
                )}
              </Text>
            )}
          </Stack>
        )}
      </QueryView>
      <Modal opened={isOpen} onClose={close} title={say("Add an account")}>
        <NewAccount onDone={close} />
      </Modal>
    </Section>
  );
}

function AccountRow({ account }: { account: Account }) {
  const isMine = useMe().data?.user?.id === account.id;
  const [isOpen, { open, close }] = useDisclosure(false);
  const remove = useDeleteAccount();
  return (
    <Group justify="space-between" gap="xs" role="listitem">
      <div style={{ minWidth: 0, flex: "1 1 180px" }}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {account.username}
          </Text>
          {isMine && (
            <Badge variant="default" tt="none">
              {say("you")}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {sayWith("{role}, since {since}", {
            role: roleNames()[account.role],
            since: <TimeAgo at={account.createdAt} />,
          })}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say("Change {username}", { username: account.username })}
          onClick={open}
        >
          {say("Change")}
        </Button>
        {!isMine && (
          <ConfirmButton
            size="compact-sm"
            label={say("Remove")}
            question={say("Remove the account {username}?", { username: account.username })}
            effect={say(
              "Who is signed in with it is signed out at once. The audit log keeps what was done with it.",
            )}
            confirmLabel={say("Remove the account")}
            action={{ ...remove, mutate: () => remove.mutate(account.id) }}
          />
        )}
      </Group>
      <Modal opened={isOpen} onClose={close} title={say("Change {username}", { username: account.username })}>
        <AccountEditor account={account} onDone={close} />
      </Modal>
    </Group>
  );
}
