import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import {
  changeOwnPassword,
  createAccount,
  deleteAccount,
  endOtherSessions,
  endSession,
  listAccounts,
  listSessions,
  updateAccount,
} from "#contract/accounts";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type AccountDraft = z.input<typeof createAccount.body>;
export type AccountChange = { id: Id; change: z.input<typeof updateAccount.body> };
export type PasswordChange = z.input<typeof changeOwnPassword.body>;

export const useAccounts = () => useQuery({ queryKey: keys.accounts, queryFn: () => call(listAccounts, {}) });
export const useSessions = () => useQuery({ queryKey: keys.sessions, queryFn: () => call(listSessions, {}) });

export const useCreateAccount = () => useAccessChange((body: AccountDraft) => call(createAccount, { body }));
export const useUpdateAccount = () =>
  useAccessChange(({ id, change }: AccountChange) => call(updateAccount, { params: { id }, body: change }));
export const useDeleteAccount = () => useAccessChange((id: Id) => call(deleteAccount, { params: { id } }));
export const useChangeOwnPassword = () =>
  useAccessChange((body: PasswordChange) => call(changeOwnPassword, { body }));
export const useEndSession = () => useAccessChange((id: Id) => call(endSession, { params: { id } }));
export const useEndOtherSessions = () => useAccessChange(() => call(endOtherSessions, {}));

/** A change of an account ends sessions, and ending a session may end one's own. */
function useAccessChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      for (const queryKey of [keys.accounts, keys.sessions, keys.me]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
