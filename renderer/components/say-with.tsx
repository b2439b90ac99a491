import { Fragment, type ReactNode } from "react";
import { sayParts } from "#contract/words/say";

/** A sentence with links, times or other elements in it: `sayWith("Since {since}.", { since: <TimeAgo at={at} /> })`. */
export function sayWith(sentence: string, values: Record<string, ReactNode>): ReactNode {
  const parts = sayParts<ReactNode>(sentence, values);
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name.
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
