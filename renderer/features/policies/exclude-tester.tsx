import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { excludesOf } from "#contract/excluded-by";
import { say } from "#contract/words/say";
import { Disclosure } from "../../components/disclosure.tsx";
import { lines } from "./system-form.ts";

const WINDOWS = /^([A-Za-z]:|\\\\)/;

/** Asks the patterns, by the rules that the agent goes by, before a backup does. */
export function ExcludeTester({ excludeText }: { excludeText: string }) {
  const [path, setPath] = useState("");
  return (
    <Disclosure label={say("Is a file left out?")}>
      <TextInput
        aria-label={say("Path to test")}
        placeholder="/home/anna/Videos/film.iso"
        description={say("A whole path, as it is on the machine")}
        inputWrapperOrder={["input", "description"]}
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Text size="sm" mt="xs" role="status" style={{ overflowWrap: "anywhere" }}>
        {path.trim() !== "" && verdictOn(path.trim(), lines(excludeText))}
      </Text>
    </Disclosure>
  );
}

function verdictOn(path: string, patterns: string[]): string {
  const by = excludesOf(patterns, WINDOWS.test(path) ? "windows" : "unix")(path);
  const pattern = by === undefined ? undefined : patterns[by];
  return pattern === undefined
    ? say("No pattern leaves it out. Marks of caches, sizes and other file systems are not looked at here.")
    : say("Left out by “{pattern}”.", { pattern });
}
