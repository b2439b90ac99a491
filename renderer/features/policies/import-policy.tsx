import { Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import { say } from "#contract/words/say";
import { showMessage } from "../../components/show-problem.ts";
import { readPolicyFile } from "./policy-file.ts";

/** Opens the form with what an exported file says; nothing is saved before a person has looked at it. */
export function ImportPolicy() {
  const navigate = useNavigate();
  const read = async (file: File | null) => {
    if (file === null) return;
    try {
      const imported = readPolicyFile(await file.text());
      void navigate("/policies/new", { state: { imported } });
    } catch (error) {
      showMessage(say("The file was not imported"), error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <FileButton onChange={(file) => void read(file)} accept="application/json,.json">
      {(props) => (
        <Button variant="default" leftSection={<IconUpload size={16} />} {...props}>
          {say("Import")}
        </Button>
      )}
    </FileButton>
  );
}
