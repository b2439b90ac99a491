import { Group, PasswordInput, Select, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import type { ShownErrors } from "../../components/form-errors.ts";
import type { ChannelForm } from "./channel-form.ts";
import { type ChannelField, channelKinds } from "./channel-kinds.ts";

type Props = {
  value: ChannelForm;
  onChange: (change: Partial<ChannelForm>) => void;
  errors: ShownErrors;
  /** The names of secrets that are stored: left blank, they stay. */
  stored: string[];
};

const PORTS: Record<string, string> = { starttls: "587", tls: "465", none: "25" };

export function ChannelFields({ value, onChange, errors, stored }: Props) {
  return (
    <Group align="flex-start" gap="sm">
      {channelKinds()[value.kind].fields.map((field) => (
        <Field
          key={`${value.kind} ${field.name}`}
          field={field}
          text={value[field.name]}
          error={errors[field.name]}
          isStored={stored.includes(field.name)}
          onText={(text) =>
            onChange({ [field.name]: text, ...(field.name === "security" && { port: PORTS[text] ?? "587" }) })
          }
        />
      ))}
    </Group>
  );
}

type FieldProps = {
  field: ChannelField;
  text: string;
  error: ShownErrors[string];
  isStored: boolean;
  onText: (text: string) => void;
};

function Field({ field, text, error, isStored, onText }: FieldProps) {
  const { label, placeholder, description, isSecret = false, isNeeded = false, choices } = field;
  const style = { flex: "1 1 210px" };
  if (choices !== undefined) {
    return (
      <Select
        label={label}
        data={choices}
        allowDeselect={false}
        value={text}
        onChange={(chosen) => onText(chosen ?? text)}
        error={error}
        style={style}
      />
    );
  }
  const shared = { label, placeholder, error, style, value: text, spellCheck: false, autoCapitalize: "none" };
  if (!isSecret) {
    return (
      <TextInput
        {...shared}
        description={description}
        required={isNeeded}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  }
  return (
    <PasswordInput
      {...shared}
      description={isStored ? say("Leave it blank to keep the saved one") : description}
      required={isNeeded && !isStored}
      autoComplete="new-password"
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
