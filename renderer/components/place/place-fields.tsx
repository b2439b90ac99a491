import { Group, Input, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type RepositoryKind, repositoryKind } from "#contract/repository-place";
import { say } from "#contract/words/say";
import { Disclosure } from "../disclosure.tsx";
import type { ShownErrors } from "../form-errors.ts";
import { PickFolderButton } from "../pick-folder-button.tsx";
import { OtherFields } from "./other-fields.tsx";
import { PasteLocation } from "./paste-location.tsx";
import type { PlaceForm } from "./place-form.ts";
import { RestServerFields } from "./rest-server-fields.tsx";
import { S3Fields } from "./s3-fields.tsx";
import { SftpFields } from "./sftp-fields.tsx";

export type PlaceProps = {
  value: PlaceForm;
  onChange: (change: Partial<PlaceForm>) => void;
  errors: ShownErrors;
  /** A saved sign-in stays when its fields are left blank. */
  hasCredentials?: boolean;
};

export const kindNames = (): Record<RepositoryKind, string> => ({
  fs: say("Folder or disk"),
  "rest-server": "rest-server",
  s3: "S3",
  sftp: "sftp",
  other: say("Other"),
});

const fields: Record<RepositoryKind, (props: PlaceProps) => React.ReactNode> = {
  fs: FolderFields,
  "rest-server": RestServerFields,
  s3: S3Fields,
  sftp: SftpFields,
  other: OtherFields,
};

export function PlaceFields(props: PlaceProps) {
  const isNarrow = useMediaQuery("(max-width: 36em)");
  const { value, onChange } = props;
  const FieldsOfKind = fields[value.kind];
  return (
    <Stack gap="sm">
      <Input.Wrapper label={say("Kind of place")}>
        <div>
          <SegmentedControl
            aria-label={say("Kind of place")}
            orientation={isNarrow === true ? "vertical" : "horizontal"}
            fullWidth={isNarrow === true}
            value={value.kind}
            onChange={(kind) => onChange({ kind: repositoryKind.parse(kind) })}
            data={repositoryKind.options.map((kind) => ({ value: kind, label: kindNames()[kind] }))}
          />
        </div>
      </Input.Wrapper>
      <FieldsOfKind {...props} />
      <Disclosure label={say("Paste a restic location")}>
        <PasteLocation onRead={onChange} />
      </Disclosure>
    </Stack>
  );
}

function FolderFields({ value, onChange, errors }: PlaceProps) {
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label={say("Folder for the backups")}
        description={say("On another disk or a mounted share. It is created if it is not there.")}
        placeholder="/media/anna/Seagate/Holdfast"
        required
        spellCheck={false}
        autoCapitalize="none"
        value={value.path}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
        error={errors["path"]}
        style={{ flex: 1 }}
      />
      <PickFolderButton label={say("Choose…")} onPick={(path) => onChange({ path })} />
    </Group>
  );
}
