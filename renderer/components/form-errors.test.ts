import { expect, test } from "vitest";
import * as z from "zod";
import { ProblemError } from "#contract/call";
import { formErrors, serverErrors } from "./form-errors.ts";

const schema = z.object({
  name: z.string().min(3, "at least 3 characters").max(100).regex(/^x/, "must begin with x"),
  include: z.array(z.string().min(1, "a folder is needed")),
});

test("each field gets its first fault, as a sentence", () => {
  const errors = formErrors(schema, { name: "ab", include: ["/a", ""] });

  expect(errors).toEqual({ name: "At least 3 characters", "include.1": "A folder is needed" });
});

test("what is right gives no errors", () => {
  const errors = formErrors(schema, { name: "xyz", include: [] });

  expect(errors).toEqual({});
});

test("faults that the server found land on the form's own field names", () => {
  const refused = new ProblemError({
    type: "about:blank",
    title: "A field is wrong",
    status: 422,
    code: "invalid-field",
    errors: [{ path: "schedules.backup.cron", message: "no such day" }],
  });

  const errors = serverErrors(refused, (path) => path.replace("schedules.backup.cron", "rhythm.cron"));

  expect(errors).toEqual({ "rhythm.cron": "No such day" });
});
