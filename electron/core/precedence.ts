import type { Settings } from "./settings.ts";

/** Where a setting can come from, the strongest first: for each setting the first hit wins. */
export const SOURCES = ["organisation", "flag", "environment", "config.toml", "provision.json"] as const;
export type Source = (typeof SOURCES)[number];
export type Layers = Record<Source, Settings>;

/** The settings that count, and where each of them came from. */
export function decide(layers: Layers): {
  settings: Settings;
  from: Partial<Record<keyof Settings, Source>>;
} {
  const settings: Settings = {};
  const from: Partial<Record<keyof Settings, Source>> = {};
  for (const source of [...SOURCES].reverse()) {
    const given = Object.entries(layers[source]).filter(([, value]) => value !== undefined);
    Object.assign(settings, Object.fromEntries(given));
    Object.assign(from, Object.fromEntries(given.map(([name]) => [name, source])));
  }
  return { settings, from };
}
