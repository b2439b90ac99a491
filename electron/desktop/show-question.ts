import { dialog } from "electron";
import type { QuitAnswer, QuitQuestion } from "./quit-question.ts";

/** Closing the question is no answer: all stays as it is. */
export async function showQuestion({ message, detail, answers }: QuitQuestion): Promise<QuitAnswer> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    message,
    detail,
    buttons: answers.map(({ label }) => label),
    defaultId: 0,
    cancelId: answers.length - 1,
    noLink: true,
  });
  return answers[response]?.answer ?? "cancel";
}
