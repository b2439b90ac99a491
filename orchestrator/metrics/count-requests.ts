import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { pollTasks } from "#contract/agent-protocol";
import type { Endpoint } from "#contract/endpoint";
import { streamEvents } from "#contract/events";
import {
  assignLabel,
  assignPolicy,
  createPolicy,
  deletePolicy,
  duplicatePolicy,
  replacePolicy,
  unassignLabel,
  unassignPolicy,
} from "#contract/policies";
import type { Metrics } from "./metrics.ts";

/** They wait on purpose; their length says nothing about how fast the server is. */
const WAITING: ReadonlySet<Endpoint> = new Set<Endpoint>([pollTasks, streamEvents]);

const policyVerbs = new Map<Endpoint, string>([
  [createPolicy, "create"],
  [duplicatePolicy, "create"],
  [replacePolicy, "change"],
  [deletePolicy, "delete"],
]);
const assignmentVerbs = new Map<Endpoint, string>([
  [assignPolicy, "assign"],
  [assignLabel, "assign"],
  [unassignPolicy, "unassign"],
  [unassignLabel, "unassign"],
]);

/** Counts every answer by the pattern of its route, never by its path, and the changes that people make by what they are. */
export function countRequests(app: FastifyInstance, metrics: Metrics): void {
  const counterOf = keep((method, route, status) => metrics.httpRequests.labels({ method, route, status }));
  const timerOf = keep((method, route) => metrics.httpSeconds.labels({ method, route }));
  app.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const { endpoint } = request.routeOptions.config;
    const route = request.routeOptions.url ?? "none";
    counterOf(method, route, `${Math.floor(reply.statusCode / 100)}xx`).inc();
    if (endpoint !== undefined) {
      if (!WAITING.has(endpoint)) timerOf(method, route, "").observe(reply.elapsedTime / 1_000);
      if (reply.statusCode < 300) countChange(endpoint, request, reply, metrics);
    }
    done();
  });
}

/** To find the series of some labels costs more than to count: it is done once for each. There are as many as routes. */
function keep<Series>(find: (method: string, route: string, status: string) => Series) {
  const known = new Map<string, Series>();
  return (method: string, route: string, status: string): Series => {
    const key = `${method} ${route} ${status}`;
    const series = known.get(key) ?? find(method, route, status);
    known.set(key, series);
    return series;
  };
}

function countChange(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  metrics: Metrics,
): void {
  const policyVerb = policyVerbs.get(endpoint);
  const assignmentVerb = assignmentVerbs.get(endpoint);
  // An assignment that was there already is answered with 200 and changes nothing.
  const isNews = assignmentVerb !== "assign" || reply.statusCode === 201;
  const { params } = request;
  if (policyVerb !== undefined) {
    metrics.policyChanges.inc({ verb: policyVerb });
    request.log.info({ params, verb: policyVerb }, "policy changed");
  } else if (assignmentVerb !== undefined && isNews) {
    metrics.assignmentChanges.inc({ verb: assignmentVerb });
    request.log.info({ params, verb: assignmentVerb }, "assignment changed");
  }
}
