import { PasswordInput, Radio, Stack, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { say } from "#contract/words/say";
import { CopyText } from "../../components/copy-text.tsx";
import type { RepositoryForm } from "./repository-form.ts";

type Props = { form: UseFormReturnType<RepositoryForm>; generated: string };

/** A password made here for a new repository, or the one of a repository that exists. */
export function NewPasswordField({ form, generated }: Props) {
  const [isOwn, setOwn] = useState(false);
  const choose = (value: string) => {
    setOwn(value === "own");
    form.setFieldValue("password", value === "own" ? "" : generated);
    // What exists already is one repository, whoever backs up to it.
    if (value === "own") form.setFieldValue("isShared", true);
    form.clearFieldError("password");
  };
  return (
    <Stack gap="sm">
      <Radio.Group aria-label={say("Password")} value={isOwn ? "own" : "new"} onChange={choose}>
        <Stack gap="xs">
          <Radio
            value="new"
            label={say("Use this new password")}
            description={say("It was just made in your browser")}
          />
          <Radio
            value="own"
            label={say("Use a password that I type")}
            description={say("For a repository that exists already")}
          />
        </Stack>
      </Radio.Group>
      {isOwn ? (
        <PasswordInput
          label={say("Password of the repository")}
          autoComplete="off"
          required
          {...form.getInputProps("password")}
        />
      ) : (
        <CopyText value={generated} name={say("the password")} />
      )}
      <Text size="sm" c="dimmed">
        {say(
          "It encrypts everything in the repository. You find it again in the recovery kit; without it nobody can read the backups.",
        )}
      </Text>
    </Stack>
  );
}
