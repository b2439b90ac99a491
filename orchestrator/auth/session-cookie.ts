import type { FastifyReply, FastifyRequest } from "fastify";

export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.server.parseCookie(request.headers.cookie ?? "")[nameFor(request)];
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(nameFor(request), token, flagsFor(request));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(nameFor(request), flagsFor(request));
}

/** The `__Host-` prefix makes browsers insist on Secure, so it cannot be used on the plain HTTP of loopback. */
function nameFor(request: FastifyRequest): string {
  return isHttps(request) ? "__Host-holdfast" : "holdfast_session";
}

function flagsFor(request: FastifyRequest) {
  return { httpOnly: true, sameSite: "strict", path: "/", secure: isHttps(request) } as const;
}

function isHttps(request: FastifyRequest): boolean {
  return request.protocol === "https";
}
