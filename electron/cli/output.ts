import { sayAgain } from "#contract/words/say";

/** Where a command writes: `say` what was asked for, `note` what happens meanwhile, `step` what the next line replaces. */
export type Output = {
  json: boolean;
  say(text: string): void;
  /** The one JSON value of `--json`, or else the text. */
  give(value: unknown, text: () => string): void;
  note(text: string): void;
  step(text: string): void;
};

type Sink = { write(text: string): unknown; isTTY?: boolean; columns?: number };

export function createOutput(json: boolean, stdout: Sink, stderr: Sink): Output {
  const showsSteps = !json && stderr.isTTY === true;
  let stepIsShown = false;
  const clear = () => {
    if (stepIsShown) stderr.write("\r\u001b[K");
    stepIsShown = false;
  };
  return {
    json,
    say(text) {
      clear();
      if (!json) stdout.write(`${sayLinesAgain(text)}\n`);
    },
    give(value, text) {
      clear();
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${sayLinesAgain(text())}\n`);
    },
    note(text) {
      clear();
      if (!json) stderr.write(`${sayLinesAgain(text)}\n`);
    },
    step(text) {
      if (!showsSteps) return;
      stderr.write(`\r\u001b[K${sayLinesAgain(text).slice(0, (stderr.columns || 80) - 1)}`);
      stepIsShown = true;
    },
  };
}

/** What was put together in English, in the language of who reads it. A line of one word is the name of a file or the like. */
export function sayLinesAgain(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const words = line.trim();
      return words.includes(" ") ? line.replace(words, () => sayAgain(words)) : line;
    })
    .join("\n");
}
