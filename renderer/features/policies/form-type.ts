import type { UseFormReturnType } from "@mantine/form";
import type { PolicyForm } from "./policy-form.ts";

/** What each section of the editor gets. */
export type EditorForm = UseFormReturnType<PolicyForm>;
export type SectionProps = { form: EditorForm };
