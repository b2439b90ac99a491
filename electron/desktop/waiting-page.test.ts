import { expect, test } from "vitest";
import { waitingPage } from "./waiting-page.ts";

test("a sentence is text on the page, whatever it holds", () => {
  const page = decodeURIComponent(waitingPage('<img src=x onerror="alert(1)"> & more'));

  expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more");
  expect(page).not.toContain("<img");
});

test("the page may load nothing and run nothing", () => {
  expect(decodeURIComponent(waitingPage("x"))).toContain("default-src 'none'");
});
