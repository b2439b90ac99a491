import { Button, Center } from "@mantine/core";
import { useEffect, useRef } from "react";
import { say } from "#contract/words/say";

type Props = { isLoading: boolean; onMore: () => unknown };

/** How far below the window the end may be when more is fetched. */
const AHEAD = "1500px";

/** Fetches more before the end of a list comes into view; the button is for those who are faster, and for keys. */
export function MoreAtEnd({ isLoading, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    if (isLoading || end.current === null) return;
    // Made anew after each page: an end that is still near is told again.
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && more.current(), {
      rootMargin: AHEAD,
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [isLoading]);
  return (
    <Center ref={end}>
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {say("Load more")}
      </Button>
    </Center>
  );
}
