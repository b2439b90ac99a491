import { Badge, type BadgeProps } from "@mantine/core";
import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconClockPlay,
  IconHelpCircle,
  IconLoader2,
  IconPlayerPause,
  IconPlayerSkipForward,
  IconPlugConnected,
  IconPlugConnectedX,
  IconShieldCheck,
  IconShieldX,
  IconSquareOff,
  IconUnlink,
} from "@tabler/icons-react";
import { type StatusWord, statusName } from "./status-words.ts";

type Look = { color: string; icon: Icon; variant?: "filled" | "light" | "outline" };

export const statusLooks: Record<StatusWord, Look> = {
  Protected: { color: "teal", icon: IconShieldCheck },
  Succeeded: { color: "teal", icon: IconCircleCheck },
  Ready: { color: "teal", icon: IconCircleCheck },
  Running: { color: "blue", icon: IconLoader2 },
  Queued: { color: "indigo", icon: IconClockPlay },
  Warnings: { color: "yellow", icon: IconAlertTriangle },
  Late: { color: "orange", icon: IconClockExclamation },
  Failed: { color: "red", icon: IconAlertOctagon },
  "At risk": { color: "red", icon: IconShieldX, variant: "filled" },
  Paused: { color: "gray", icon: IconPlayerPause },
  Never: { color: "gray", icon: IconCircleDashed, variant: "outline" },
  Stopped: { color: "gray", icon: IconSquareOff },
  Skipped: { color: "gray", icon: IconPlayerSkipForward, variant: "outline" },
  Done: { color: "teal", icon: IconCircleCheck },
  Missed: { color: "orange", icon: IconClockExclamation },
  Postponed: { color: "indigo", icon: IconClockPlay },
  Interrupted: { color: "orange", icon: IconUnlink },
  Lost: { color: "orange", icon: IconUnlink, variant: "outline" },
  Online: { color: "teal", icon: IconPlugConnected },
  Offline: { color: "gray", icon: IconPlugConnectedX, variant: "outline" },
  Unknown: { color: "gray", icon: IconHelpCircle, variant: "outline" },
};

type Props = { word: StatusWord; size?: BadgeProps["size"] };

/** A state as word, colour and shape at once: none of the three is needed alone. */
export function StatusBadge({ word, size = "lg" }: Props) {
  const { color, icon: Shape, variant = "light" } = statusLooks[word];
  return (
    <Badge
      size={size}
      color={color}
      variant={variant}
      autoContrast
      tt="none"
      fw={600}
      leftSection={<Shape size={14} aria-hidden />}
      style={{ flexShrink: 0, minWidth: "max-content" }}
    >
      {statusName(word)}
    </Badge>
  );
}
