import { type CSSVariablesResolver, createTheme } from "@mantine/core";
import { say } from "#contract/words/say";

/** Shade 8 is the first whose filled buttons reach 4.5:1 with white text. */
export const theme = () =>
  createTheme({
    primaryShade: { light: 8, dark: 8 },
    defaultRadius: "md",
    cursorType: "pointer",
    respectReducedMotion: true,
    components: {
      // A cross alone says nothing to somebody who hears the page.
      Modal: { defaultProps: { closeButtonProps: { "aria-label": say("Close this window") } } },
      Drawer: { defaultProps: { closeButtonProps: { "aria-label": say("Close this window") } } },
      Notification: { defaultProps: { closeButtonProps: { "aria-label": say("Close this message") } } },
    },
  });

/** Mantine's own grey, yellow, orange and red texts stay below 4.5:1 on these backgrounds. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5c636a",
    "--mantine-color-placeholder": "#6b7278",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    // On the blue of a hovered, current link too.
    "--mantine-primary-color-light-color": "#0f4c86",
    "--mantine-color-blue-light-color": "#0f4c86",
    "--mantine-color-teal-light-color": "#06603f",
    "--mantine-color-yellow-light-color": "#7a4600",
    "--mantine-color-yellow-text": "#8a5200",
    "--mantine-color-orange-light-color": "#8f3400",
    "--mantine-color-red-light-color": "#a51111",
    "--mantine-color-red-text": "#b31414",
    "--mantine-color-gray-light-color": "#495057",
    "--mantine-color-gray-outline": "#5c636a",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "#9a9a9a",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-red-text": "var(--mantine-color-red-4)",
    "--mantine-color-yellow-text": "var(--mantine-color-yellow-4)",
    "--mantine-color-gray-outline": "var(--mantine-color-gray-5)",
  },
});
