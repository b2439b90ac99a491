import * as z from "zod";

/** Where messages go: a web address without a user, who belongs into a field of its own. */
export const webUrl = z
  .url({ protocol: /^https?$/, error: "must be a web address like https://example.org/hook" })
  .max(1_000, "at most 1000 characters")
  .refine(
    (text) => !/^[a-z]+:[/\\]*[^/\\?#]*@|#/i.test(text),
    "must not hold a user name, a password or a #",
  );
