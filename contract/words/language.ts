import * as z from "zod";

export const language = z.enum(["en", "de"]);
export type Language = z.infer<typeof language>;

/** A language that we speak, and the region whose dates and numbers go with it: `de-AT`. */
export type Tongue = { language: Language; locale: string };

/** The chosen language, else the first of the preferred ones that we speak, else English. Takes `de_AT.UTF-8`, too. */
export function tongueOf(preferred: readonly string[], chosen?: Language): Tongue {
  const tongues = preferred.flatMap((name) => tongueNamed(name) ?? []);
  const first = tongues.find((tongue) => chosen === undefined || tongue.language === chosen);
  const fallback = chosen ?? "en";
  return first ?? { language: fallback, locale: fallback };
}

function tongueNamed(name: string): Tongue | undefined {
  const [tag = ""] = name.replaceAll("_", "-").split(/[.@]/);
  const spoken = language.safeParse(tag.split("-")[0]?.toLowerCase());
  if (!spoken.success) return undefined;
  const isKnown = /^[a-z]{2}(-[a-z]{2})?$/i.test(tag);
  return { language: spoken.data, locale: isKnown ? tag : spoken.data };
}
