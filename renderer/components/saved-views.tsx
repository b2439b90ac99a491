import { ActionIcon, Anchor, Button, Divider, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { say } from "#contract/words/say";
import { viewsWith } from "./views-with.ts";

type View = { name: string; search: string };
const MOST_LETTERS = 60;

/** Filters and order of a page under a name, kept in this browser; each is a link. */
export function SavedViews() {
  const { pathname, search } = useLocation();
  const [views, setViews] = useLocalStorage<View[]>({ key: `holdfast-views${pathname}`, defaultValue: [] });
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus withRoles>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} />}
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {say("Views")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say("Saved views")}>
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              {say("Filter the page as you need it often, then save that here. It is kept in this browser.")}
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} justify="space-between" wrap="nowrap" gap="xs">
              <Anchor
                component={Link}
                to={pathname + view.search}
                size="sm"
                style={{ overflowWrap: "anywhere" }}
                onClick={() => setOpen(false)}
              >
                {view.name}
              </Anchor>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={say("Remove the view {name}", { name: view.name })}
                onClick={() => setViews(views.filter((other) => other !== view))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Divider />
          <SaveForm onSave={(name) => setViews(viewsWith(views, { name, search }))} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(name.trim());
        setName("");
      }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          style={{ flex: 1 }}
          label={say("Save what is shown as")}
          placeholder={say("Laptops that are late")}
          maxLength={MOST_LETTERS}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ""}>
          {say("Save")}
        </Button>
      </Group>
    </form>
  );
}
