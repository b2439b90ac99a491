import * as z from "zod";
import { language } from "./words/language.ts";

/** What the UI's page may ask of the desktop shell it is shown in. The shell checks the sender and parses every request. */
export const desktopChannels = {
  /** The folder a person chose in the system's own dialogue; null when they changed their mind. */
  pickFolder: { request: z.undefined(), reply: z.string().nullable() },
  /** Shows a folder of this computer in the file manager; false where there is none. */
  openFolder: { request: z.string().min(1).max(4_096), reply: z.boolean() },
  appVersion: { request: z.undefined(), reply: z.string() },
  /** Whether Holdfast starts when this user signs in. */
  startsAtLogin: { request: z.undefined(), reply: z.boolean() },
  setStartsAtLogin: { request: z.boolean(), reply: z.boolean() },
  /** The language of tray and messages; null: that of the system. */
  setLanguage: { request: language.nullable(), reply: z.boolean() },
  /** Shows a page of the UI in the large window. */
  openWindow: { request: z.string().startsWith("/").max(500), reply: z.boolean() },
  /** A link in the page that was clicked; the shell sends only the places it knows to the browser. */
  openExternal: { request: z.url().max(2_048), reply: z.boolean() },
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>;

export type DesktopChannel = keyof typeof desktopChannels;
export type DesktopRequest<C extends DesktopChannel> = z.infer<(typeof desktopChannels)[C]["request"]>;
export type DesktopReply<C extends DesktopChannel> = z.infer<(typeof desktopChannels)[C]["reply"]>;

/** `window.holdfast`, there only inside the desktop app. */
export type DesktopBridge = {
  pickFolder(): Promise<DesktopReply<"pickFolder">>;
  openFolder(path: string): Promise<DesktopReply<"openFolder">>;
  appVersion(): Promise<DesktopReply<"appVersion">>;
  openWindow(path: string): Promise<DesktopReply<"openWindow">>;
  setLanguage(language: DesktopRequest<"setLanguage">): Promise<DesktopReply<"setLanguage">>;
  startsAtLogin(): Promise<DesktopReply<"startsAtLogin">>;
  setStartsAtLogin(on: boolean): Promise<DesktopReply<"setStartsAtLogin">>;
};
