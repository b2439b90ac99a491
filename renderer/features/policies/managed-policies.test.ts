import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createElement, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { type Policy, policy as policySchema } from "#contract/policies";
import { createQueryClient } from "../../api/query-client.ts";
import { PolicyGroups } from "./policy-groups.tsx";
import { PolicyReading } from "./policy-reading.tsx";

const policyOf = (name: string, managedBy: string | null): Policy =>
  policySchema.parse({
    id: crypto.randomUUID(),
    name,
    repositoryId: "0193c0de-0000-7000-8000-000000000002",
    repositoryName: "NAS",
    include: ["{documents}"],
    exclude: ["*.iso"],
    schedules: { backup: { every: "1h", catchUp: true } },
    revision: 1,
    agentCount: 1,
    createdAt: "2026-11-24T12:00:00.000Z",
    updatedAt: "2026-11-24T12:00:00.000Z",
    managedBy,
  });

const shown = (page: ReactNode) =>
  renderToString(
    createElement(
      MantineProvider,
      null,
      createElement(
        QueryClientProvider,
        { client: createQueryClient() },
        createElement(MemoryRouter, null, page),
      ),
    ),
  );
const countOf = (html: string, text: string) => html.split(text).length - 1;

test("own policies and followed ones stand apart, and only the own ones have a menu", () => {
  const policies = [policyOf("Photos", null), policyOf("Office", "office-pc")];

  const html = shown(createElement(PolicyGroups, { policies, mayChange: true }));

  expect(html.indexOf('aria-label="Your own"')).toBeLessThan(html.indexOf("Photos"));
  expect(html.indexOf('aria-label="Managed by office-pc"')).toBeLessThan(html.indexOf('aria-label="Office"'));
  expect(countOf(html, 'aria-haspopup="menu"')).toBe(1);
});

test("where nothing is followed, nothing is said of it", () => {
  const html = shown(createElement(PolicyGroups, { policies: [policyOf("Photos", null)], mayChange: true }));

  expect(html).not.toContain("Your own");
});

test("a followed policy says first who manages it, and has nothing to fill in", () => {
  const html = shown(createElement(PolicyReading, { policy: policyOf("Office", "office-pc"), assigned: [] }));

  expect(html.indexOf("Managed by office-pc. It is changed there, not here.")).toBeGreaterThan(0);
  expect(html).toContain("Backs up");
  expect(html).toContain("*.iso");
  expect(html).not.toMatch(/<(input|textarea|select)/);
  expect(shown(createElement(PolicyReading, { policy: policyOf("Mine", null), assigned: [] }))).toContain(
    "Only an administrator can change a policy.",
  );
});
