type View = { name: string; search: string };

/** One more view, by name; a known name gets the new filters. */
export function viewsWith(views: readonly View[], added: View): View[] {
  return [...views.filter(({ name }) => name !== added.name), added].sort((one, two) =>
    one.name.localeCompare(two.name),
  );
}
