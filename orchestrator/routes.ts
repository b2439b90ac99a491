import type { FastifyInstance } from "fastify";
import { agentProtocolRoutes } from "./agents/agent-protocol.routes.ts";
import { agentRoutes } from "./agents/agents.routes.ts";
import type { NewestFacts } from "./agents/newest-facts.ts";
import type { Presence } from "./agents/presence.ts";
import type { Roster } from "./agents/roster.ts";
import { auditRoutes } from "./audit/audit.routes.ts";
import { accessRoutes } from "./auth/auth.routes.ts";
import { createIdentify } from "./auth/identify.ts";
import { createPasswords } from "./auth/passwords.ts";
import type { createSetUp } from "./auth/set-up.ts";
import { consentRoutes } from "./consents/consents.routes.ts";
import type { Database } from "./db/database.ts";
import { enrolmentRoutes } from "./enrolments/enrolments.routes.ts";
import { eventRoutes } from "./events/events.routes.ts";
import type { LiveEvents, Publish } from "./events/live-events.ts";
import { healthRoutes } from "./health/health.routes.ts";
import { historyRoutes } from "./history/history.routes.ts";
import { guard } from "./http/guard.ts";
import { describeApi } from "./http/openapi.ts";
import { serveUi } from "./http/serve-ui.ts";
import { lanRoutes } from "./lan/lan.routes.ts";
import type { Lan } from "./lan/lan.ts";
import { maintenanceRoutes } from "./maintenance/maintenance.routes.ts";
import { countRequests } from "./metrics/count-requests.ts";
import { metricRoutes } from "./metrics/metrics.routes.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { Deliver } from "./notices/deliver.ts";
import { noticeRoutes } from "./notices/notices.routes.ts";
import { policyRoutes } from "./policies/policies.routes.ts";
import { policyLabelRoutes } from "./policies/policy-labels.routes.ts";
import { tryPolicyRoutes } from "./policies/try-policy.routes.ts";
import { powerRoutes } from "./power/power.routes.ts";
import type { ReportedPower } from "./power/reported-power.ts";
import type { QuestionDesk } from "./questions/desk.ts";
import { questionRoutes } from "./questions/questions.routes.ts";
import { recoveryRoutes } from "./recovery/recovery.routes.ts";
import { repositoryRoutes } from "./repositories/repositories.routes.ts";
import { repositoryWarningRoutes } from "./repository-warnings/warnings.routes.ts";
import { awayRunRoutes } from "./runs/away-runs.routes.ts";
import type { LiveProgress } from "./runs/live-progress.ts";
import { runRoutes } from "./runs/runs.routes.ts";
import { scheduleRoutes } from "./schedule/schedule.routes.ts";
import type { Ticker } from "./schedule/ticker.ts";
import type { Seal } from "./secrets/seal.ts";
import { settingRoutes } from "./settings/settings.routes.ts";
import { browseRoutes } from "./snapshots/browse.routes.ts";
import { snapshotRoutes } from "./snapshots/snapshots.routes.ts";
import { statusRoutes } from "./status/status.routes.ts";
import { agentTaskRoutes } from "./tasks/agent-tasks.routes.ts";
import type { AtWork } from "./tasks/at-work.ts";
import type { Leases } from "./tasks/leases.ts";
import type { OpenWorks } from "./tasks/open-work.ts";
import type { TaskNews } from "./tasks/task-news.ts";
import { taskRoutes } from "./tasks/tasks.routes.ts";
import type { WaitingPolls } from "./tasks/waiting-polls.ts";
import type { Follower } from "./upstream/follower.ts";
import { upstreamRoutes } from "./upstream/upstream.routes.ts";
import { upstreamOfMe } from "./upstream/view-upstream.ts";

export type RouteDeps = TaskNews & {
  db: Database;
  now: () => Date;
  seal: Seal;
  /** 32 bytes; in a recovery kit it opens what is sealed. */
  masterKey: Buffer;
  events: LiveEvents;
  progress: LiveProgress;
  metrics: Metrics;
  moreMetrics: () => Promise<string>;
  presence: Presence;
  roster: Roster;
  newestFacts: NewestFacts;
  openWork: OpenWorks;
  leases: Leases;
  atWork: AtWork;
  polls: WaitingPolls;
  desk: QuestionDesk;
  ticker: Ticker;
  reportedPower: ReportedPower;
  setUp: Awaited<ReturnType<typeof createSetUp>>;
  localToken: string;
  appVersion: string;
  pollWaitSeconds: number | undefined;
  stopping: AbortSignal;
  uiDir: string | undefined;
  publish: Publish;
  wake: (agentId: string) => void;
  lan: Lan;
  follower: Follower;
  deliver: Deliver;
  localAgentId: () => Promise<string | null>;
  isReady: () => boolean;
};

/** Everything this orchestrator serves, a feature a line; each takes what it uses. */
export async function addRoutes(app: FastifyInstance, deps: RouteDeps): Promise<void> {
  guard(app, createIdentify(deps), deps.lan);
  countRequests(app, deps.metrics);
  describeApi(app, deps.appVersion);
  accessRoutes(app, {
    ...deps,
    ...deps.setUp,
    passwords: createPasswords(),
    orchestratorMode: deps.lan.isOn,
    upstream: () => upstreamOfMe(deps.db.read, deps.follower.contact),
  });
  enrolmentRoutes(app, { ...deps, joinHints: deps.lan.joinHints });
  lanRoutes(app, deps);
  upstreamRoutes(app, deps);
  agentProtocolRoutes(app, deps);
  agentTaskRoutes(app, deps);
  awayRunRoutes(app, deps);
  questionRoutes(app, deps);
  agentRoutes(app, deps);
  policyRoutes(app, deps);
  policyLabelRoutes(app, deps);
  tryPolicyRoutes(app, deps);
  repositoryRoutes(app, { ...deps, orchestratorMode: deps.lan.isOn });
  maintenanceRoutes(app, deps);
  repositoryWarningRoutes(app, deps);
  healthRoutes(app, deps);
  recoveryRoutes(app, deps);
  snapshotRoutes(app, deps);
  consentRoutes(app, deps);
  browseRoutes(app, deps);
  taskRoutes(app, deps);
  runRoutes(app, deps);
  historyRoutes(app, deps);
  scheduleRoutes(app, deps);
  statusRoutes(app, deps);
  powerRoutes(app, deps);
  settingRoutes(app, deps);
  noticeRoutes(app, deps);
  eventRoutes(app, deps);
  auditRoutes(app, deps);
  metricRoutes(app, deps);
  await serveUi(app, deps.uiDir);
}
