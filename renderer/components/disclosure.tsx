import { Collapse, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";

/** Details that most people leave folded. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  const Shape = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        fz="sm"
        c="var(--mantine-color-anchor)"
        style={{ display: "inline-flex", alignItems: "center", gap: 4, minHeight: 28 }}
      >
        <Shape size={16} aria-hidden />
        {label}
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id} pt="xs">
        {isOpen && children}
      </Collapse>
    </div>
  );
}
