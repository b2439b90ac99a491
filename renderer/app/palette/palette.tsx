import { Modal, ScrollArea, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useNavigate } from "react-router";
import { say } from "#contract/words/say";
import classes from "./palette.module.css";
import { type Target, useTargets } from "./targets.ts";

type Props = { isOpen: boolean; onClose: () => void };

/** Finds pages, machines, policies and repositories by their names. */
export function Palette({ isOpen, onClose }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="12vh"
      padding={0}
      aria-label={say("Go to")}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const targets = useTargets(text);
  const navigate = useNavigate();
  const current = Math.min(chosen, targets.length - 1);
  const go = (target: Target | undefined) => {
    if (target === undefined) return;
    onClose();
    void navigate(target.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") return go(targets[current]);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || targets.length === 0) return;
    event.preventDefault();
    setChosen((current + by + targets.length) % targets.length);
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        px="md"
        py={6}
        leftSection={<IconSearch size={18} />}
        placeholder={say("Go to a page, a machine, a policy…")}
        role="combobox"
        aria-label={say("Go to")}
        aria-expanded={targets.length > 0}
        aria-controls="palette-targets"
        aria-activedescendant={targets.length > 0 ? `palette-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ScrollArea.Autosize mah={360} type="auto">
        <Stack id="palette-targets" role="listbox" aria-label={say("Where to")} gap={0} p={6}>
          {targets.map((target, index) => (
            <UnstyledButton
              key={target.to}
              id={`palette-${index}`}
              className={classes["target"] ?? ""}
              role="option"
              aria-selected={index === current}
              tabIndex={-1}
              onClick={() => go(target)}
              onPointerMove={() => setChosen(index)}
            >
              <Text size="sm" truncate>
                {target.name}
              </Text>
              <Text size="xs" c="dimmed">
                {target.kind}
              </Text>
            </UnstyledButton>
          ))}
        </Stack>
        {targets.length === 0 && (
          <Text size="sm" c="dimmed" p="md" role="status">
            {say("Nothing is called that.")}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  );
}
