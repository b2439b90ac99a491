import { notifications } from "@mantine/notifications";
import { problemText } from "./problem-alert.tsx";

/** For what was asked from a place that has no room to say it: a row, a menu. */
export function showProblem(title: string, error: unknown): void {
  showMessage(title, problemText(error));
}

/** The same for a fault that was found here. */
export function showMessage(title: string, message: string): void {
  notifications.show({ title, message, color: "red", autoClose: false });
}
