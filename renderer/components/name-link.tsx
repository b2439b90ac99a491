import { Anchor, type AnchorProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

type Props = AnchorProps & { to: string; children: ReactNode };

/** The name of something that has a page; a long one breaks instead of making the page wider. */
export const NameLink = ({ to, children, ...anchor }: Props) => (
  <Anchor component={Link} to={to} style={{ overflowWrap: "anywhere" }} {...anchor}>
    {children}
  </Anchor>
);
