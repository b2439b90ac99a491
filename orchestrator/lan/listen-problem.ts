import { DomainError, invalidField } from "../http/errors.ts";
import type { Address } from "./listener.ts";

/** Why it cannot listen there, as far as the system tells. */
export function listenProblem(error: unknown, { host, port }: Address): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new DomainError(
        "in-use",
        `Another program already listens on port ${port}, so other machines cannot reach Holdfast there. Choose another port, or stop that program.`,
      );
    case "EACCES":
      return invalidField("port", "is not open to this user; choose one above 1023");
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
    case "EAFNOSUPPORT":
      return invalidField("host", `${host} is no address of this machine; 0.0.0.0 stands for all of them`);
    default:
      return error;
  }
}
