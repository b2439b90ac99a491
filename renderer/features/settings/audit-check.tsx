import { Alert, Button } from "@mantine/core";
import type { AuditVerification } from "#contract/audit";
import { say } from "#contract/words/say";
import type { useVerifyAudit } from "../../api/access.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";

type Props = { check: ReturnType<typeof useVerifyAudit> };

export function AuditCheckButton({ check }: Props) {
  return (
    <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
      {say("Check that nothing was changed")}
    </Button>
  );
}

export function AuditCheckResult({ check: { data, error } }: Props) {
  if (error !== null) return <ProblemAlert title={say("The audit log was not checked")} error={error} />;
  if (data === undefined) return null;
  const { title, text, isWhole } = verificationWords(data);
  return (
    <Alert color={isWhole ? "teal" : "red"} title={title} role={isWhole ? "status" : "alert"} mb="sm">
      {text}
    </Alert>
  );
}

function verificationWords({ entries, brokenAt }: AuditVerification) {
  if (brokenAt === null)
    return {
      isWhole: true,
      title: say(
        "{entries, plural, =0 {There is no entry yet} one {The only entry is as it was written} other {All # entries are as they were written}}",
        { entries },
      ),
      text: say(
        "None was changed or taken out between others. Whether some are gone from the end cannot be seen.",
      ),
    };
  return {
    isWhole: false,
    title: say("Entry {seq, number} was changed, or the one before it was taken out", { seq: brokenAt }),
    text: say(
      "What is written from there on is not certain. Only somebody who can write the database of Holdfast can do this, or a fault of the disk: look at who has access to the computer it is on, and put copies of the database aside, such as those in the folder “backups” beside it: they show what was written there before.",
    ),
  };
}
