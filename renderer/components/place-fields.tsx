import { Group, Input, PasswordInput, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import type { ShownErrors } from "./form-errors.ts";
import { PickFolderButton } from "./pick-folder-button.tsx";
import type { PlaceForm } from "./place-form.ts";

type Props = {
  value: PlaceForm;
  onChange: (change: Partial<PlaceForm>) => void;
  errors: ShownErrors;
  /** A saved password stays when its field is left blank. */
  hasCredentials?: boolean;
};

export function PlaceFields({ value, onChange, errors, hasCredentials = false }: Props) {
  return (
    <Stack gap="sm">
      <Input.Wrapper label="Kind of place">
        <div>
          <SegmentedControl
            aria-label="Kind of place"
            value={value.kind}
            onChange={(kind) => onChange({ kind: kind === "fs" ? "fs" : "rest-server" })}
            data={[
              { value: "fs", label: "Folder or disk" },
              { value: "rest-server", label: "rest-server" },
            ]}
          />
        </div>
      </Input.Wrapper>
      {value.kind === "fs" ? (
        <Group gap="xs" align="flex-end">
          <TextInput
            label="Folder for the backups"
            description="On another disk or a mounted share. It is created if it is not there."
            placeholder="/media/anna/Seagate/Holdfast"
            required
            spellCheck={false}
            autoCapitalize="none"
            value={value.path}
            onChange={(event) => onChange({ path: event.currentTarget.value })}
            error={errors["path"]}
            style={{ flex: 1 }}
          />
          <PickFolderButton label="Choose…" onPick={(path) => onChange({ path })} />
        </Group>
      ) : (
        <RestServerFields value={value} onChange={onChange} errors={errors} hasCredentials={hasCredentials} />
      )}
    </Stack>
  );
}

function RestServerFields({ value, onChange, errors, hasCredentials }: Props) {
  return (
    <>
      <TextInput
        label="Address"
        placeholder="https://nas:8000/anna/"
        required
        type="url"
        value={value.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        error={errors["url"]}
      />
      <TextInput
        label="User name on the server"
        autoComplete="off"
        autoCapitalize="none"
        value={value.username}
        onChange={(event) => onChange({ username: event.currentTarget.value })}
        error={errors["username"]}
      />
      <PasswordInput
        label="Password on the server"
        description={hasCredentials ? "Leave it blank to keep the saved one" : undefined}
        autoComplete="new-password"
        value={value.backendPassword}
        onChange={(event) => onChange({ backendPassword: event.currentTarget.value })}
        error={errors["backendPassword"]}
      />
      <Textarea
        label="Certificate of the server"
        description="Only where the server made its own: paste the text that begins with BEGIN CERTIFICATE"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        value={value.caCertificate}
        onChange={(event) => onChange({ caCertificate: event.currentTarget.value })}
        error={errors["caCertificate"]}
      />
    </>
  );
}
