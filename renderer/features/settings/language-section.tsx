import { Input, SegmentedControl } from "@mantine/core";
import { language } from "#contract/words/language";
import { say } from "#contract/words/say";
import { desktopBridge } from "../../components/desktop.ts";
import { chooseLanguage, chosenLanguage } from "../../components/language.ts";
import { Section } from "../../components/section.tsx";

/** Each language calls itself by its own name, so that people find theirs in the wrong one. */
export function LanguageSection() {
  return (
    <Section title={say("Language")}>
      <Input.Wrapper
        description={say("Kept in this browser. The page is loaded again.")}
        inputWrapperOrder={["input", "description"]}
      >
        <div>
          <SegmentedControl
            aria-label={say("Language")}
            value={chosenLanguage() ?? "system"}
            onChange={(value) => void change(value)}
            data={[
              { value: "system", label: say("Like the system") },
              { value: "en", label: "English" },
              { value: "de", label: "Deutsch" },
            ]}
          />
        </div>
      </Input.Wrapper>
    </Section>
  );
}

async function change(value: string): Promise<void> {
  const chosen = language.safeParse(value).data;
  await desktopBridge()?.setLanguage(chosen ?? null);
  chooseLanguage(chosen);
}
