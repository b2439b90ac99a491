import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

type Props = ButtonProps & { to: string; children: ReactNode };

export function LinkButton({ to, children, ...button }: Props) {
  return (
    <Button component={Link} to={to} {...button}>
      {children}
    </Button>
  );
}
