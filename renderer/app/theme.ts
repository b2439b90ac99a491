import { createTheme } from "@mantine/core";

/** Shade 8 is the first whose filled buttons and links reach 4.5:1 in both schemes. */
export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});
