import { ActionIcon } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useRef } from "react";
import { useNavigate } from "react-router";
import { say } from "#contract/words/say";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));
const KeysSheet = lazy(async () => ({ default: (await import("./keys-sheet.tsx")).KeysSheet }));

const GO_MS = 1_200;
const places: Record<string, string> = {
  h: "/",
  m: "/agents",
  p: "/policies",
  r: "/runs",
  s: "/schedule",
};

/** The keys that work on every page; what they open is loaded when it is first asked for. */
export function Keyboard() {
  const [isPalette, palette] = useDisclosure(false);
  const [isSheet, sheet] = useDisclosure(false);
  const navigate = useNavigate();
  const wentAt = useRef(0);
  const goTo = (key: string) => () => {
    if (performance.now() - wentAt.current < GO_MS) void navigate(places[key] ?? "/");
    wentAt.current = 0;
  };
  useHotkeys(
    [["mod+K", palette.toggle]],
    // Also from within a field.
    [],
  );
  useHotkeys([
    ["shift+?", sheet.open],
    ["?", sheet.open],
    [
      "g",
      () => {
        wentAt.current = performance.now();
      },
    ],
    ...Object.keys(places).map((key): [string, () => void] => [key, goTo(key)]),
  ]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say("Go to… (Ctrl K)")}
        title={say("Go to… (Ctrl K)")}
        onClick={palette.open}
      >
        <IconSearch size={20} stroke={1.6} />
      </ActionIcon>
      <Suspense>
        {isPalette && <Palette isOpen onClose={palette.close} />}
        {isSheet && <KeysSheet isOpen onClose={sheet.close} />}
      </Suspense>
    </>
  );
}
