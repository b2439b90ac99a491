import * as z from "zod";

/** No control character, and no half of a character that UTF-16 writes as a pair: neither a URL nor a file can hold it. */
export const isOneLine = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);

export const oneLine = (longest: number) =>
  z.string().max(longest).refine(isOneLine, "must be one line of readable characters");
