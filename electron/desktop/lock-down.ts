import { app, type Session } from "electron";
import { isCoreOrigin } from "./allowed-url.ts";

type Deps = { coreUrl: () => string | undefined; warn: (text: string) => void };

/** Whatever a page tries: it stays on the core, opens no window, embeds nothing. */
export function lockDownContents({ coreUrl, warn }: Deps): void {
  app.on("web-contents-created", (_, contents) => {
    const stay = (event: { preventDefault(): void }, url: string) => {
      if (isCoreOrigin(url, coreUrl())) return;
      event.preventDefault();
      warn(`Navigation to ${originFor(url)} was denied.`);
    };
    contents.on("will-navigate", (event, url) => stay(event, url));
    contents.on("will-redirect", (event, url) => stay(event, url));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      warn(`A new window for ${originFor(url)} was denied.`);
      return { action: "deny" };
    });
  });
}

/** No camera, no place, no notification: only copying text, and that only for the core's own page. */
export function denyPermissions(session: Session, { coreUrl }: Pick<Deps, "coreUrl">): void {
  const isAllowed = (permission: string, origin: string) =>
    permission === "clipboard-sanitized-write" && isCoreOrigin(origin, coreUrl());
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/** A whole address may hold what does not belong into a log. */
function originFor(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return "an unreadable address";
  }
}
