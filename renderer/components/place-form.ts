import type { Repository } from "#contract/repositories";
import type { RepositoryDraft } from "../api/repositories.ts";

/** Where a repository is, as a form holds it: the fields of all kinds at once. */
export type PlaceForm = {
  kind: "fs" | "rest-server";
  path: string;
  url: string;
  username: string;
  backendPassword: string;
  caCertificate: string;
};

export const emptyPlace: PlaceForm = {
  kind: "fs",
  path: "",
  url: "",
  username: "",
  backendPassword: "",
  caCertificate: "",
};

/** What the chosen kind sends; blank fields are left out. */
export function placeDraft(form: PlaceForm) {
  if (form.kind === "fs") return { kind: form.kind, path: form.path.trim() };
  const credentials = {
    ...(form.username === "" ? {} : { username: form.username }),
    ...(form.backendPassword === "" ? {} : { password: form.backendPassword }),
  };
  return {
    kind: form.kind,
    url: form.url.trim(),
    ...(form.username === "" ? {} : { username: form.username }),
    ...(form.caCertificate.trim() === "" ? {} : { caCertificate: form.caCertificate }),
    // A password that is left out stays as it is.
    ...(form.backendPassword === "" ? {} : { credentials }),
  };
}

export function repositoryDraft(name: string, place: PlaceForm, password: string): RepositoryDraft {
  return { name, password, ...placeDraft(place) };
}

export function placeOf({ place }: Repository): PlaceForm {
  if (place.kind === "fs") return { ...emptyPlace, kind: "fs", path: place.path };
  return {
    ...emptyPlace,
    kind: "rest-server",
    url: place.url,
    username: place.username ?? "",
    caCertificate: place.caCertificate ?? "",
  };
}

/** A name that a person would give it: the last folder, or the server. */
export function placeName(form: PlaceForm): string {
  const address = form.kind === "fs" ? form.path : form.url.replace(/^https?:\/\//, "").split("/")[0];
  const last = (address ?? "")
    .split(/[\\/]/)
    .filter((part) => part !== "")
    .at(-1);
  return (last ?? "Backups").slice(0, 100);
}

/** The contract's field names under `credentials` as the form's own. */
export const placeField = (path: string): string =>
  path.replace(/^credentials\.password$/, "backendPassword").replace(/^credentials\.username$/, "username");
