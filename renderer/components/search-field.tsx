import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";

type Props = { label: string; value: string; onChange: (text: string) => void };

const TYPING_MS = 250;

/** A search that waits until the person has stopped typing. */
export function SearchField({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useDebouncedCallback((next: string) => {
    setTold(next);
    onChange(next);
  }, TYPING_MS);
  // Cleared or changed from outside, for example by "Clear the filters".
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
      style={{ flex: "2 1 180px" }}
    />
  );
}
