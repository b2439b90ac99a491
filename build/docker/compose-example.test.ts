import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inCamelCase, settings } from "../../electron/core/settings.ts";
import { root } from "../steps/place.ts";

const example = readFileSync(join(root, "docker-compose.example.yml"), "utf8");
const image = readFileSync(join(root, "build", "docker", "Dockerfile"), "utf8");

const found = (pattern: RegExp, text = example) => [...text.matchAll(pattern)].map(([, name = ""]) => name);
/** The names in a part of the file that begins at the left edge. */
const declared = (part: string) =>
  found(/^ {2}([\w-]+):/gm, example.split(new RegExp(`^${part}:$`, "m"))[1]?.split(/^\w/m)[0]);

test("the example for compose builds the image that is there, and sets only what can be set", () => {
  const variables = found(/^ +HOLDFAST_(\w+):/gm);

  expect(found(/dockerfile: (\S+)/g).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(variables.length).toBeGreaterThan(3);
  expect(variables.filter((name) => !(inCamelCase(name) in settings.shape))).toEqual([]);
});

test("its secrets and volumes are declared and used, and Holdfast keeps its own in the two places of the image", () => {
  const files = found(/\/run\/secrets\/(\S+)/g);
  const mounted = [...example.matchAll(/^ +- ([\w-]+):(\/\S+)$/gm)];
  const places = found(/"(\/\w+)"/g, /^VOLUME .*$/m.exec(image)?.[0]);

  expect(files.sort()).toEqual(declared("secrets").sort());
  expect(mounted.map(([, volume]) => volume).sort()).toEqual(declared("volumes").sort());
  expect(places).toEqual(["/data", "/config"]);
  expect(mounted.filter(([, , path = ""]) => !places.includes(path))).toEqual([]);
});
