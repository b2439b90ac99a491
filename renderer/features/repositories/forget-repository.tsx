import { Group } from "@mantine/core";
import { useNavigate } from "react-router";
import type { Repository } from "#contract/repositories";
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
        label="Remove from Holdfast"
        color="red"
        question={`Remove ${repository.name} from Holdfast?`}
        effect="Its data stays where it is, and the recovery kit still opens it; download the kit first. Holdfast only forgets the address and the password."
        confirmLabel="Remove it"
        action={action}
      />
    </Group>
  );
}
