import { notifications } from "@mantine/notifications";
import { problemText } from "./problem-alert.tsx";

/** For what was asked from a place that has no room to say it: a row, a menu. */
export function showProblem(title: string, error: unknown): void {
  notifications.show({ title, message: problemText(error), color: "red", autoClose: false });
}
