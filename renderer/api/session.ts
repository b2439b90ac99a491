import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { getMe, getSetUp, setUp, signIn, signOut } from "#contract/access";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

const meOptions = queryOptions({ queryKey: keys.me, queryFn: () => call(getMe, {}), staleTime: 60_000 });

/** What is not known is as if there were accounts. */
export const useSetUpState = () =>
  useQuery({ queryKey: keys.setUp, queryFn: () => call(getSetUp, {}), staleTime: 60_000 });

export const useMe = () => useQuery(meOptions);

export type Credential = z.input<typeof signIn.body>;
export type FirstAccount = z.input<typeof setUp.body>;

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credential) => call(signIn, { body }),
    onSuccess: (me) => client.setQueryData(keys.me, me),
  });
}

/** Makes the first account and signs in with it. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: FirstAccount) => {
      await call(setUp, { body });
      return call(signIn, { body: { username: body.username, password: body.password } });
    },
    onSuccess: (me) => client.setQueryData(keys.me, me),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: () => client.clear(),
  });
}
