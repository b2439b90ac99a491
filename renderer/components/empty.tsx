import { Card, EmptyState } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

type Props = { icon: Icon; title: string; description: ReactNode; children?: ReactNode };

/** Says what will be here, and gives the one button that brings it. */
export function Empty({ icon: Shape, title, description, children }: Props) {
  return (
    <Card withBorder py="xl">
      <EmptyState
        icon={<Shape aria-hidden />}
        title={title}
        description={description}
        variant="light"
        color="teal"
      >
        {children !== undefined && (
          <EmptyState.Actions style={{ justifyContent: "center" }}>{children}</EmptyState.Actions>
        )}
      </EmptyState>
    </Card>
  );
}
