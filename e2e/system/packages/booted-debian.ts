import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { until } from "../../whole-core.ts";

export type Booted = {
  /** Runs one command inside, as root. */
  run(...command: string[]): { code: number | null; output: string };
  shutDown(): Promise<void>;
};

const WAIT = { seconds: 120 };
/** What Holdfast is told on the machine around it is not for the Holdfast inside. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST_")),
);

/** A folder with a Debian, with the real systemd as its first process; folders of `sees` are in it, read-only. */
export async function boot(folder: string, sees: string[] = []): Promise<Booted> {
  const options = ["-q", "-D", folder, "--register=no", "--keep-unit", "--console=pipe"];
  const binds = sees.map((one) => `--bind-ro=${one}`);
  const machine = spawn("systemd-nspawn", [...options, ...binds, "-b"], { stdio: "ignore" });
  const find = () =>
    spawnSync("pgrep", ["-P", String(machine.pid), "-x", "systemd"], { encoding: "utf8" }).stdout.trim();
  const init = await until(
    async () => find(),
    (pid) => pid !== "",
    { ...WAIT, what: "the first process inside" },
  );
  const run = (...command: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      "nsenter",
      ["-t", init, "-a", "env", "HOME=/root", "DEBIAN_FRONTEND=noninteractive", ...command],
      { encoding: "utf8", env: environment },
    );
    return { code: status, output: `${stdout}${stderr}`.trim() };
  };
  await until(
    async () => run("systemctl", "is-system-running").output,
    (state) => /running|degraded/.test(state),
    { ...WAIT, what: "the end of the boot" },
  );
  return {
    run,
    async shutDown() {
      const ended = once(machine, "exit");
      // What systemd takes for "power off"; it also lets go of what is mounted.
      spawnSync("kill", ["-RTMIN+4", init]);
      await ended;
    },
  };
}
