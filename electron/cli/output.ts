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
      if (!json) stdout.write(`${text}\n`);
    },
    give(value, text) {
      clear();
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);
    },
    note(text) {
      clear();
      if (!json) stderr.write(`${text}\n`);
    },
    step(text) {
      if (!showsSteps) return;
      stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
      stepIsShown = true;
    },
  };
}
