import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useReadKitPage } from "../../api/upkeep.ts";
import { showProblem } from "../../components/show-problem.ts";
import classes from "./print-kit.module.css";

/** Prints from within the page: the desktop app opens no second window. */
export function PrintKit({ repositoryId }: { repositoryId: Id }) {
  const read = useReadKitPage(repositoryId);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        loading={read.isPending}
        onClick={() =>
          read.mutate(undefined, { onError: (error) => showProblem(say("The kit could not be made"), error) })
        }
      >
        {say("Print it")}
      </Button>
      {read.data !== undefined && (
        <iframe
          className={classes["paper"]}
          title={say("Recovery kit")}
          srcDoc={read.data}
          tabIndex={-1}
          aria-hidden
          onLoad={({ currentTarget: { contentWindow } }) => {
            // It holds the password: it goes once it is on paper.
            contentWindow?.addEventListener("afterprint", () => read.reset());
            contentWindow?.print();
          }}
        />
      )}
    </>
  );
}
