import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { pathOf } from "#contract/call";
import { getCaCertificate, getLan, setLan } from "#contract/lan";
import { changeSettings, getSettings } from "#contract/settings";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type SettingsDraft = z.input<typeof changeSettings.body>;
export type LanDraft = z.input<typeof setLan.body>;

export const useSettings = () => useQuery({ queryKey: keys.settings, queryFn: () => call(getSettings, {}) });

/** `revision` is the one that was read: saving over somebody else's change is refused with 412. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, revision }: { draft: SettingsDraft; revision: number }) =>
      call(changeSettings, { body: draft }, { headers: { "if-match": `"${revision}"` } }),
    onSuccess: (settings) => client.setQueryData(keys.settings, settings),
  });
}

export const useLan = () => useQuery({ queryKey: keys.lan, queryFn: () => call(getLan, {}) });

export function useSetLan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LanDraft) => call(setLan, { body }),
    onSuccess: (lan) => {
      client.setQueryData(keys.lan, lan);
      void client.invalidateQueries({ queryKey: keys.me });
    },
  });
}

export const caCertificatePath = (): string => pathOf(getCaCertificate, {});
