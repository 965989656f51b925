import assert from 'node:assert/strict';
import { isLivenessPath, isReadinessPath } from '../../src/model/probe-path.js';

const LIVE = `
  /health /healthz /livez /live /liveness /ping /status /up /alive /_health /__heartbeat__ /__lbheartbeat__ /-/healthy /-/alive /heartbeat /healthcheck
  /health-check /health_check /health/ /health.json /Health /HealthCheck /api/health /api/v1/health /api/v1/utils/health-check /api/v1/utils/health-check/
  /actuator/health /actuator/health/liveness /health/live /health/liveness /health/ping /health/status /healthz/live /api/ping /api/v2/status /v1/ping
  /service/health …/health …/api/health …/utils/health-check/ …/ping /system/health /internal/healthz /auth/health /payments/health /k8s/livez /probe/live
  /app-health /api-health /is-alive /isalive /monitoring/status /_/health /check-health /v1.0/status
`;
const READY = `
  /ready /readyz /readiness /_ready /-/ready /health/ready /health/readiness /healthz/ready /actuator/health/readiness /api/ready /api/v1/readyz /readiness-check
  /health/db /health/deep /health/full /health/database /db/health /health-db /database/health /k8s/readiness …/ready /probes/readiness /health-ready /is-ready /db-health
`;
const NEITHER = `
  / /healthcare /healthy-recipes /users/status /users/status/active /orders/{id}/status /orders/status /users/<int:id>/health /servers/:id/ping /health/{id} /health/records
  /patients/health /api/users/health /statuses /uploads /upload /setup /login /status/{code} /{slug} /* /live/stream /live-chat /streams/live /matches/live /alive-people
  /products/up /healthinsurance /api/health-tips /wealth /stealth /pinging /shopping /spring /already /orders/ready /get-ready /readystate /tickets/up /games/ready
  /mental/health /[...slug] /api/$id/health /updates /signup /a/b/c/d/e/f/g/h/health /game/status
`;
const list = (text: string): readonly string[] => text.trim().split(/\s+/);

describe('probe paths', () => {
  for (const path of list(LIVE))
    it(`takes ${path} for liveness`, () => assert.deepEqual([isLivenessPath(path), isReadinessPath(path)], [true, false]));
  for (const path of list(READY)) it(`takes ${path} for readiness`, () => assert.equal(isReadinessPath(path), true));
  for (const path of list(NEITHER))
    it(`takes ${path} for neither`, () => assert.deepEqual([isLivenessPath(path), isReadinessPath(path)], [false, false]));
});
