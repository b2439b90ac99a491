import { TextInput } from "@mantine/core";
import { useState } from "react";
import { parseResticLocation } from "#contract/restic-location";
import { say, sayAgain } from "#contract/words/say";
import { formOfPlace, type PlaceForm } from "./place-form.ts";

type Props = { onRead: (change: Partial<PlaceForm>) => void };

/** Takes what people copy from a restic command line, and fills the fields with it. */
export function PasteLocation({ onRead }: Props) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();

  function read(typed: string) {
    setText(typed);
    const parsed = typed.trim() === "" ? undefined : parseResticLocation(typed);
    setProblem(parsed !== undefined && "problem" in parsed ? sayAgain(parsed.problem) : undefined);
    if (parsed === undefined || "problem" in parsed) return;
    const { hasMaintainer: _, maintainer: __, ...known } = formOfPlace(parsed.place, parsed.credentials);
    onRead(known);
    // What was read may hold a password; it is in its own field now.
    if (parsed.credentials !== undefined) setText("");
  }
  return (
    <TextInput
      aria-label={say("restic location")}
      description={say("What stands after -r on restic's command line. It fills the fields above.")}
      placeholder="s3:https://host/bucket, sftp:user@host:/folder, rest:https://nas:8000/name/"
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      value={text}
      onChange={(event) => read(event.currentTarget.value)}
      onBlur={() => setProblem((known) => (text.trim() === "" ? undefined : known))}
      error={problem}
    />
  );
}
