import { exitCodes, Refusal } from "../../core/refusal.ts";
import { checkJoinCode } from "../join-code.ts";

/** Checks the code, so that a mistyped one is not blamed on the version; then says that this version cannot follow it. */
export function join(code: string): never {
  checkJoinCode(code);
  throw new Refusal(
    "This join code is complete, but following another machine is not part of this version. Nothing was changed: " +
      "this computer goes on looking after itself.",
    exitCodes.failed,
  );
}
