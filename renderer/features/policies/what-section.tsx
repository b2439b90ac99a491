import { Checkbox, Chip, Group, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Agent } from "#contract/agents";
import { say } from "#contract/words/say";
import { Disclosure } from "../../components/disclosure.tsx";
import { FolderList } from "../../components/folder-list.tsx";
import { LinesLoading } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { excludePresets, hasPreset, togglePreset } from "./exclude-presets.ts";
import { ExcludeTester } from "./exclude-tester.tsx";
import type { SectionProps } from "./form-type.ts";

const FolderBrowser = lazy(async () => ({ default: (await import("./folder-browser.tsx")).FolderBrowser }));

export function WhatSection({ form, agents }: SectionProps & { agents: Agent[] }) {
  const { values, errors } = form;
  return (
    <Section title={say("What")}>
      <Stack gap="md">
        <FolderList
          value={values.include}
          onChange={(include) => {
            form.setFieldValue("include", include);
            form.clearErrors();
          }}
          errors={errors}
          optional={{
            paths: values.optionalPaths,
            onChange: (paths) => form.setFieldValue("optionalPaths", paths),
          }}
        />
        {agents.length > 0 && (
          <Disclosure label={say("Tick folders in a tree, with their sizes")}>
            <Suspense fallback={<LinesLoading lines={5} />}>
              <FolderBrowser form={form} agents={agents} />
            </Suspense>
          </Disclosure>
        )}
        <div>
          <Textarea
            label={say("Leave out")}
            description={say("One restic pattern a line: a name, a path, or one with * and **")}
            placeholder={"*.iso\n/home/anna/Downloads"}
            autosize
            minRows={2}
            maxRows={12}
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            {...form.getInputProps("excludeText")}
          />
          <Group gap={6} mt="xs" role="group" aria-label={say("Common things to leave out")}>
            {excludePresets().map((preset) => (
              <Chip
                key={preset.name}
                size="xs"
                checked={hasPreset(values.excludeText, preset)}
                onChange={() => form.setFieldValue("excludeText", togglePreset(values.excludeText, preset))}
              >
                {preset.name}
              </Chip>
            ))}
          </Group>
          <ExcludeTester excludeText={values.excludeText} />
        </div>
        <Checkbox
          label={say("Leave out folders that a program marked as cache")}
          description={say("Those with a file named CACHEDIR.TAG")}
          {...form.getInputProps("excludeCaches", { type: "checkbox" })}
        />
        <Checkbox
          label={say("Stay on the same file system")}
          description={say("Disks and shares that are mounted inside the folders are left out")}
          {...form.getInputProps("oneFileSystem", { type: "checkbox" })}
        />
        <Group align="flex-start" gap="sm">
          <NumberInput
            label={say("Leave out files larger than")}
            suffix=" MB"
            min={0.001}
            style={{ flex: "1 1 160px" }}
            {...form.getInputProps("largerThanMegabytes")}
          />
          <Textarea
            label={say("Leave out folders that hold a file named")}
            placeholder=".nobackup"
            autosize
            minRows={1}
            maxRows={6}
            spellCheck={false}
            style={{ flex: "2 1 220px" }}
            {...form.getInputProps("excludeIfPresent")}
          />
        </Group>
        <Checkbox
          label={say("Leave out placeholders of a cloud drive")}
          description={say(
            "Files that are only in the cloud and would be downloaded to be read, where restic can tell",
          )}
          {...form.getInputProps("excludeCloudFiles", { type: "checkbox" })}
        />
        <Checkbox
          label={say("Save files that programs hold open (Windows)")}
          description={say("From a shadow copy of the volume, where Holdfast has an administrator's rights")}
          {...form.getInputProps("useFsSnapshot", { type: "checkbox" })}
        />
        <Text size="xs" c="dimmed">
          {say(
            "A folder that does not exist makes the run fail, so that nobody believes it is saved. Mark it optional if it is a drive that is not always plugged in.",
          )}
        </Text>
      </Stack>
    </Section>
  );
}
