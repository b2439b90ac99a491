import { Group } from "@mantine/core";
import { useNavigate } from "react-router";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useDeleteRepository } from "../../api/repositories.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";

export function ForgetRepository({ repository }: { repository: Repository }) {
  const remove = useDeleteRepository();
  const navigate = useNavigate();
  const action = {
    ...remove,
    mutate: () => remove.mutate(repository.id, { onSuccess: () => void navigate("/repositories") }),
  };
  return (
    <Group justify="flex-end">
      <ConfirmButton
        label={say("Remove from Holdfast")}
        color="red"
        question={say("Remove {name} from Holdfast?", { name: repository.name })}
        effect={say(
          "Its data stays where it is, and the recovery kit still opens it; download the kit first. Holdfast only forgets the address and the password.",
        )}
        confirmLabel={say("Remove it")}
        action={action}
      />
    </Group>
  );
}
