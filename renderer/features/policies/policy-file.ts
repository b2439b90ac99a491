import * as z from "zod";
import { type Policy, type PolicyInput, policyInput } from "#contract/policies";
import { say, sayAgain } from "#contract/words/say";

/** What a file holds: the policy without what belongs to this install alone. */
const policyFile = z.object({
  holdfastPolicy: z.literal(1, "is not a policy of a version that this Holdfast reads"),
  policy: policyInput.omit({ repositoryId: true }),
  /** For people; the repository is chosen anew where the file is read. */
  repositoryName: z.string().optional(),
  labels: z.array(z.string()).default([]),
});

export function writePolicyFile(policy: Policy): string {
  const { repositoryId: _, ...rest } = policyInput.strip().parse(policy);
  const content = {
    holdfastPolicy: 1,
    policy: rest,
    repositoryName: policy.repositoryName,
    labels: policy.labels,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

export type ReadPolicy = PolicyInput & { labels: string[]; repositoryName?: string | undefined };

/** Throws a sentence for people where the text is no such file. */
export function readPolicyFile(text: string): ReadPolicy {
  const parsed = policyFile.safeParse(asJson(text));
  if (parsed.data === undefined) {
    const [issue] = parsed.error.issues;
    const [field, fault] = [issue?.path.join(".") ?? "", sayAgain(issue?.message ?? "")];
    throw new Error(say("The file is not a policy: {field} {fault}", { field, fault }));
  }
  const { policy, labels, repositoryName } = parsed.data;
  return { ...policy, repositoryId: "", labels, repositoryName };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(say("The file is not a policy: it is not JSON. Choose one that was exported here."));
  }
}
