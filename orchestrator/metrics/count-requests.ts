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
  const seriesOf = keepSeries(metrics);
  app.addHook("onResponse", (request, reply, done) => {
    const { endpoint, method } = request;
    const hundreds = Math.floor(reply.statusCode / 100);
    if (endpoint === undefined) {
      const route = request.routeOptions.url ?? "none";
      metrics.httpRequests.inc({ method, route, status: `${hundreds}xx` });
    } else {
      const { counter, timer } = seriesOf(endpoint, method, hundreds);
      counter.inc();
      timer?.observe(reply.elapsedTime / 1_000);
      if (hundreds < 3) countChange(endpoint, request, reply, metrics);
    }
    done();
  });
}

/** To find the series of some labels costs more than to count: it is done once for each. */
function keepSeries({ httpRequests, httpSeconds }: Metrics) {
  const known = new Map<Endpoint, Map<string, ReturnType<typeof find>>>();

  function find(endpoint: Endpoint, method: string, hundreds: number) {
    const labels = { method, route: endpoint.path };
    return {
      counter: httpRequests.labels({ ...labels, status: `${hundreds}xx` }),
      timer: WAITING.has(endpoint) ? undefined : httpSeconds.labels(labels),
    };
  }

  return (endpoint: Endpoint, method: string, hundreds: number) => {
    const ofEndpoint = known.get(endpoint) ?? new Map<string, ReturnType<typeof find>>();
    known.set(endpoint, ofEndpoint);
    const key = `${method} ${hundreds}`;
    const series = ofEndpoint.get(key) ?? find(endpoint, method, hundreds);
    ofEndpoint.set(key, series);
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
