import { ActionIcon, Button, Checkbox, Group, Input, Stack, TextInput } from "@mantine/core";
import { IconFolderPlus, IconPlus, IconTrash } from "@tabler/icons-react";
import { say } from "#contract/words/say";
import { folderName } from "./folder-name.ts";
import type { ShownErrors } from "./form-errors.ts";
import { PickFolderButton } from "./pick-folder-button.tsx";

const suggestions = () => [
  { path: "{documents}", name: say("Documents") },
  { path: "{pictures}", name: say("Pictures") },
  { path: "{desktop}", name: say("Desktop") },
  { path: "{home}", name: say("Whole home folder") },
];

type Props = {
  value: string[];
  onChange: (paths: string[]) => void;
  /** Faults by `include` and `include.<row>`. */
  errors: ShownErrors;
  optional?: { paths: string[]; onChange: (paths: string[]) => void };
};

/** Folders as rows: absolute paths, or tokens such as {documents} that mean the right folder on each machine. */
export function FolderList({ value, onChange, errors, optional }: Props) {
  const replace = (row: number, path: string) => onChange(value.map((old, at) => (at === row ? path : old)));
  const add = (path: string) => onChange([...value.filter((old) => old !== ""), path]);
  return (
    <Stack gap="xs">
      {value.map((path, row) => (
        // Rows have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: a path changes with every letter
        <Group key={row} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            aria-label={say("Folder {row}", { row: row + 1 })}
            placeholder="/home/anna/Documents"
            value={path}
            description={meaningOf(path)}
            inputWrapperOrder={["input", "description", "error"]}
            onChange={(event) => replace(row, event.currentTarget.value)}
            error={errors[`include.${row}`]}
            spellCheck={false}
            autoCapitalize="none"
          />
          {optional !== undefined && path !== "" && (
            <OptionalFolder path={path} row={row} optional={optional} />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={say("Remove folder {row}", { row: row + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== row))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      ))}
      {errors["include"] !== undefined && <Input.Error role="alert">{errors["include"]}</Input.Error>}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderPlus size={16} />}
          onClick={() => onChange([...value, ""])}
        >
          {say("Add a folder")}
        </Button>
        <PickFolderButton size="xs" label={say("Choose a folder…")} onPick={add} />
        {suggestions()
          .filter(({ path }) => !value.includes(path))
          .map(({ path, name }) => (
            <Button
              key={path}
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} />}
              onClick={() => add(path)}
            >
              {name}
            </Button>
          ))}
      </Group>
    </Stack>
  );
}

/** What stands for a folder of each machine, in words. */
function meaningOf(path: string): string | undefined {
  const name = folderName(path);
  return name === path ? undefined : say("{name}, wherever a machine keeps it", { name });
}

type OptionalProps = { path: string; row: number; optional: NonNullable<Props["optional"]> };

function OptionalFolder({ path, row, optional: { paths, onChange } }: OptionalProps) {
  return (
    <Checkbox
      mt={8}
      size="xs"
      label={say("optional")}
      aria-label={say("Folder {row} is optional", { row: row + 1 })}
      checked={paths.includes(path)}
      onChange={(event) =>
        onChange(event.currentTarget.checked ? [...paths, path] : paths.filter((one) => one !== path))
      }
    />
  );
}
