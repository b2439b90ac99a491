import { Collapse, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";

/** Details that most people leave folded. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div>
      <DisclosureButton label={label} isOpen={isOpen} onClick={toggle} controls={id} />
      <Collapse expanded={isOpen} id={id} pt="xs">
        {isOpen && children}
      </Collapse>
    </div>
  );
}

type ButtonProps = { label: string; isOpen: boolean; onClick: () => void; controls: string };

/** For where what it opens cannot stand below it, as in a table. */
export function DisclosureButton({ label, isOpen, onClick, controls }: ButtonProps) {
  const Shape = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton
      onClick={onClick}
      aria-expanded={isOpen}
      aria-controls={controls}
      fz="sm"
      c="var(--mantine-color-anchor)"
      style={{ display: "inline-flex", alignItems: "flex-start", gap: 4, minHeight: 28, paddingBlock: 3 }}
    >
      <Shape size={16} aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />
      {label}
    </UnstyledButton>
  );
}
