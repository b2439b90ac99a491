/** Keeps apart what a service takes for a sign of its own: unseen, where a backslash is seen by those who know none. */
const APART = "\u200b";

/** As Slack asks for: these three, and nothing else. Machines and folders can be called anything, also `<!channel>`. */
export function spelledForSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** For Telegram, and for Mattermost, which takes a plain `@channel` for a mention and has no switch against it. */
export function withoutMentions(text: string): string {
  return text.replaceAll("@", `@${APART}`);
}

/** Where Markdown is read, `[words](address)` would be a link in our name that leads anywhere. */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", `]${APART}(`);
}
