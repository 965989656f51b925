/**
 * How teams say what the items of the built-in checklist hold: phrases and the names of tools, separated by commas. Only the matching
 * of a team's own checklist reads them; what an item means stands in the catalogue.
 */
export const PHRASES: Readonly<Record<string, string>> = {
  'quality.linter': 'linting, lint rules, code style checks, eslint, ruff, flake8, pylint, golangci-lint, checkstyle',
  'quality.formatter': 'code formatting, code style consistent, black, prettier, isort, gofmt, spotless',
  'quality.type-checker':
    'type hints, type annotations, type safety, type stubs, types package, mypy, pyright, typescript strict, pydantic types',
  'quality.checks-clean':
    'no linter errors, lint errors fixed, zero type errors, no warnings, type checking passes, lint and format checks in ci, code quality verified, quality checks pass',
  'quality.pre-commit': 'pre-commit hooks, husky, lint-staged, git hooks',
  'quality.code-review':
    'code review, critical issues resolved, issues addressed, findings fixed, review approved, pull requests reviewed, vulnerabilities addressed',
  'quality.consistent-architecture':
    'clean architecture, refactoring complete, old pattern, legacy pattern, repository pattern, dependency injection, adapter, extensible, layered, module structure, missing repositories, technical debt',

  'testing.unit-tests':
    'unit tests, unit tests for services, model tests, tests for modules, no tests, basic tests, component tests, tests written, test file',
  'testing.suite-green': 'all tests passing, tests pass, test suite green, critical tests passing, regression tests pass, tests run',
  'testing.integration-tests': 'integration tests, tests of endpoints, database transaction tests, multi-service interactions, api tests',
  'testing.end-to-end':
    'end-to-end tests, e2e tests, user flows, user interface tests, dashboard tests, workflow tests, critical flows tested, playwright, cypress, selenium, acceptance tests, cross-browser testing',
  'testing.api-contract': 'api contract tests, schema tests, pact, schemathesis, consumer contracts',
  'testing.container-tests': 'docker tests, container tests, image tests, containerization tests',
  'testing.operational-tests':
    'backup script tests, restore script tests, health check script tests, logging configuration tests, scripts tested, deployment script tests',
  'testing.unhappy-paths':
    'edge cases, error handling tests, failure scenarios, negative tests, empty input, large dataset, concurrent operations, network failures, connection failures, invalid input, boundary cases, chaos tests, error recovery scenarios',
  'testing.security-tests':
    'security tests, penetration tests in the suite, injection tests, authentication tests, authorization tests, input validation tests',
  'testing.migration-tests': 'migration tests, alembic tests, migrations verified, migrations not tested, migration rollback tested',
  'testing.coverage-reported': 'coverage reporting, code coverage report, test coverage measured, codecov, pytest-cov, coverage tracking',
  'testing.coverage-target': 'code coverage 80%, coverage threshold, minimum coverage, coverage goal, coverage above 80',
  'testing.app-starts':
    'application starts, app boots, startup verified, import errors, endpoints manually tested, builds without errors, app works, verify app works, code not verified to run, smoke test of the build',

  'delivery.pipeline':
    'ci/cd pipeline, continuous integration, github actions, gitlab ci, jenkins, circleci, ci configured, pipeline functional',
  'delivery.tests-on-change': 'tests run on pull request, automated test runs, automated testing, tests in ci',
  'delivery.quality-gates': 'quality gates, required checks, branch protection, merge blocked',
  'delivery.security-scan-in-ci': 'security scanning in ci, sast, codeql, semgrep, trivy, bandit, image scan in pipeline, secret scanning',
  'delivery.artifact-build':
    'docker image building, frontend builds, build artifacts, production build, image pushed to registry, bundle built',
  'delivery.hardened-pipeline': 'pinned actions, ci token permissions, pipeline hardening, supply chain, signed artifacts',
  'delivery.dependencies-locked':
    'lock file, dependencies pinned, versions pinned, dependencies installed, pip install requirements, reproducible install, npm ci',
  'delivery.automated-deployment':
    'automated deployment, deployment scripts, deploy automatically, deployment automation, continuous delivery, infrastructure as code, terraform, ansible, deployment script created',
  'delivery.staging': 'staging environment, deploy to staging, pre-production environment, staging tested',
  'delivery.rollback-plan':
    'rollback plan, rollback procedure, rollback strategy, rollback process documented, revert a release, rollback tested',
  'delivery.zero-downtime': 'zero-downtime deployment, blue-green deployment, canary release, rolling update',
  'delivery.migrations-automated':
    'database migration automation, migrations run on deploy, schema initialized, migrations applied, init schema, bootstrap data',
  'delivery.verified-deployment': 'smoke tests, post-deploy checks, health check integration in deployment, deployment verified',

  'secrets.none-in-repository':
    'no hardcoded secrets, no hardcoded credentials, secrets not in code, no secrets in git, credentials from environment variables, no passwords in code, no api keys in source',
  'secrets.env-files-ignored': 'env file in gitignore, dotenv not committed, .env ignored, env file not tracked',
  'secrets.no-default-values':
    'secret key changed from default, default passwords changed, strong passwords, strong credentials, jwt secret changed, no default credentials',
  'secrets.manager':
    'secrets management, secrets manager, vault, aws secrets manager, key vault, plain text env files, credentials encrypted, credentials secured, environment variables secured, sealed secrets, secrets stored securely',
  'secrets.rotation': 'key rotation, secrets rotated, api keys rotated regularly, rotation policy, credential rotation, api keys managed',
  'secrets.redacted-logs':
    'credential redaction, no sensitive data in logs, passwords redacted, masked logs, pii not logged, sensitive data filtered, scrubbing',

  'auth.authentication':
    'authentication implemented, login required, protected routes, user active status, deactivated users, sso, oauth, multi-factor authentication, mfa, authentication',
  'auth.tokens':
    'jwt authentication, token expiry, token expiration, refresh tokens, session expiry, session timeout, token validation, jwt',
  'auth.password-hashing': 'password hashing, bcrypt, bcryptjs, argon2, salted hashes, passwords hashed',
  'auth.authorization':
    'authorization rules, role-based access control, rbac, permissions, access control, field-level permissions, authorization, least privilege for users',
  'auth.api-keys': 'api key validation, client credentials, api keys required, service accounts',
  'auth.login-throttling':
    'brute force protection, login throttling, account lockout, login rate limit, captcha, failed login attempts limited',
  'auth.tenant-isolation': 'multi-tenancy, schema isolation, row level security, tenant isolation, tenant context, rls policies',
  'auth.graphql-limits': 'query depth limit, query complexity limit, graphql introspection disabled, graphql',

  'http.https': 'https enabled, ssl configured, tls enabled, https redirect, ssl certificate, encrypted traffic',
  'http.cors': 'cors configured, cors origins restricted, allowed origins, cors policy, cors wide open, cors allows all origins',
  'http.security-headers': 'security headers, hsts, csp, content security policy, x-frame-options, helmet, clickjacking',
  'http.rate-limit': 'rate limiting, rate limiter, throttling requests, token bucket, api throttling, request throttling',
  'http.rate-limit-tuning':
    'rate limits tuned, per-tenant rate limiting, per-user limits, limits for costly operations, query rate limiting, rate limit per client',
  'http.request-limits': 'request size limits, body size limit, request timeout, payload limit, upload limit, timeout configuration',
  'http.ddos-protection': 'ddos protection, cloudflare, aws shield, waf, web application firewall, connection limits',
  'http.csrf-and-cookies': 'csrf protection, secure cookies, httponly, samesite, cross-site request forgery',
  'http.attack-surface':
    'allowed hosts, trusted hosts, docs disabled in production, server version hidden, admin routes hidden, directory listing off',

  'data.sql-injection':
    'sql injection prevention, parameterized queries, prepared statements, identifier quoting, sql keyword filtering, orm used for queries',
  'data.code-injection': 'code injection, command injection, unsafe deserialization, eval, pickle, shell injection',
  'data.xss': 'xss prevention, output escaping, html sanitization, cross-site scripting',
  'data.input-validation':
    'input validation, user inputs validated, request validation, validates all inputs, schema validation, input sanitization, pydantic validation, review user inputs',
  'data.error-sanitisation':
    'error messages sanitized, no stack traces to users, information leakage prevention, generic error messages, error message sanitization, sensitive data exposed in errors',
  'data.encryption-at-rest': 'encryption at rest, disk encryption, database encrypted, encrypted volumes, encrypted backups',
  'data.encryption-in-transit':
    'encryption in transit, redis tls, inter-service tls, mutual tls, internal traffic encrypted, ssl connections',

  'database.tls': 'database ssl, ssl mode require, database connection encrypted, ssl enforced in production, sslmode, database tls',
  'database.connection-pool':
    'connection pooling, connection pool configured, pool size, max overflow, pool timeout, host connection pool, pgbouncer, connection pool sized correctly',
  'database.pool-budget':
    'connection limits verified, max connections, pool limits, connection pool limits, connections per process, connection usage below the limit',
  'database.query-timeout': 'query timeout, statement timeout, lock timeout, idle transaction timeout, long-running queries ended',
  'database.least-privilege':
    'database user permissions, database permissions restricted, least privilege database, database roles, database user created, read-only user',
  'database.migrations':
    'database migrations, migration system, alembic, flyway, liquibase, prisma migrate, schema versioned, schema initialised, reference data seeded',
  'database.query-optimisation':
    'query optimization, index optimization, indexes in place, slow queries optimized, n+1 queries, explain analyze, indexes created, query performance analysed, database optimization, missing indexes',
  'database.query-monitoring':
    'query performance monitoring, slow query log, database monitoring, query statistics, write performance monitoring, write latency, pg_stat_statements',
  'database.server-tuning':
    'postgresql tuned, database parameters, shared buffers, work mem, vacuum settings, database configuration optimized, postgresql configuration, autovacuum',
  'database.supported-engine':
    'postgresql version, supported database, mysql support, sql server, database compatibility, postgresql only, database version, extensions installed, works with postgresql',
  'database.transactions':
    'transactions, commit and rollback, context managers for connections, data integrity, constraints, foreign keys, acid, atomic writes, data corruption',
  'database.query-guard':
    'query interception, harmful queries blocked, query cost limits, query plan check, expensive queries blocked, query allow list, proactive blocking, plan cache, query interceptor',
  'database.datastore-persistence':
    'redis persistence, redis appendonly, data volumes, persistent volumes, postgresql container, redis setup, queue durability, persistent storage',

  'resilience.error-handler':
    'error handling, centralized error handling, global exception handler, exceptions caught, error middleware, unhandled exceptions, error handling working, error boundary',
  'resilience.error-types':
    'exception hierarchy, error codes, custom exceptions, custom exception types, specific exceptions, error classes',
  'resilience.retries': 'retries, exponential backoff, retry logic, automatic retry, error recovery, retry policy, transient failures',
  'resilience.degradation': 'graceful degradation, circuit breaker, fallback, failure isolation, bulkhead, degraded mode, cached responses',
  'resilience.outbound-timeouts': 'timeouts for external calls, http client timeout, outgoing timeouts, third-party api timeout',
  'resilience.graceful-shutdown':
    'graceful shutdown, sigterm, signal handling, shutdown handlers, resource cleanup, clean restart, drain connections on exit, sigint',
  'resilience.concurrency':
    'thread safety, thread-safe, advisory locks, lock management, race conditions, operation locking, stale lock cleanup, concurrent operations prevented, deadlock, distributed lock, idempotent jobs',
  'resilience.load-shedding':
    'cpu throttling, throttle background work, load shedding, backpressure, cpu monitoring before work, cool-down, cpu aware, resource throttle',
  'resilience.kill-switch':
    'kill switch, bypass, bypass system, emergency stop, feature bypass, startup bypass, disable at runtime, emergency switch',

  'health.liveness-endpoint': 'health endpoint, health check endpoint, liveness route, health check, /health, ping',
  'health.readiness-endpoint':
    'readiness endpoint, database health check, connection pool health check, system health check, dependency checks, health check of redis, deep health check, component health',
  'health.container-healthchecks':
    'docker healthcheck, container health, postgresql with health checks, redis with health checks, docker compose health checks',
  'health.liveness-probe': 'liveness probe, kubernetes probes, kubernetes health, startup probe',
  'health.readiness-probe': 'readiness probe, readiness check in kubernetes',

  'observability.structured-logging':
    'structured logging, json logs, logging with context, structlog, correlation id, request id in logs, logging implemented, comprehensive logging, detailed logging, centralized logger, contextual logs',
  'observability.log-level': 'log level, debug logging off, log levels appropriate',
  'observability.log-aggregation':
    'log aggregation, centralized logs, elk, loki, log shipping, log retention, cloudwatch logs, logs searchable',
  'observability.log-rotation': 'log rotation, logrotate, old logs removed, log file size',
  'observability.metrics-endpoint':
    'metrics endpoint, prometheus metrics, metrics collection, application metrics, datadog, new relic, statsd, opentelemetry metrics, monitoring configured, monitoring adapter, monitoring integration, monitoring set up, monitoring active, monitoring operational',
  'observability.request-metrics':
    'request rate, error rate, response time metrics, latency metrics, request duration, golden signals, throughput',
  'observability.system-metrics':
    'cpu usage, memory usage, disk space, network traffic, infrastructure metrics, resource usage, pool statistics, node exporter, system metrics, resource monitoring',
  'observability.business-metrics': 'business metrics, business kpis, user metrics, usage analytics, improvement metrics, custom metrics',
  'observability.metrics-secured':
    'metrics endpoint secured, monitoring endpoint protected, metrics private, metrics behind authentication',
  'observability.error-tracking':
    'error tracking, sentry, rollbar, bugsnag, exception tracking, error reporting, error alerting, error tracking adapter',
  'observability.performance-monitoring':
    'performance monitoring, apm, tracing, distributed tracing, opentelemetry, jaeger, performance tracked, profiling',
  'observability.dashboards': 'dashboard, grafana, metrics dashboard, monitoring dashboard created, visualisation',
  'observability.alert-rules':
    'alerts configured, alerting rules, alert thresholds, alert configuration, alerts for critical events, alarms, alertmanager, alert on errors',
  'observability.alert-channels':
    'alert channels, pagerduty, slack alerts, email alerts, notification channels, alerts delivered, alert escalation, opsgenie, alert routing',
  'observability.uptime': 'uptime monitoring, external monitor, pingdom, availability monitoring, synthetic checks',
  'observability.audit-log':
    'audit trail, audit logging, change log of data, mutation log, user actions logged, security events logged, admin actions, lineage, complete history of changes',

  'config.production-mode': 'debug off, debug=false, environment=production, production mode, debug disabled, node_env production',
  'config.production-server':
    'gunicorn, uvicorn workers, production wsgi server, production server, no development server, workers configured',
  'config.validated-at-startup':
    'environment variables validated, configuration validation, config validated at startup, required variables checked, password required in production, fail fast on missing settings, config file validated, environment variables not validated, settings validated',
  'config.documented':
    'environment variables documented, env example, .env.example, environment variable template, configuration documented, configuration guide, settings documented',
  'config.production-values':
    'environment variables set, environment variables configured, api keys configured, database connection variables, production configuration, host and domain set, adapters configured, credentials configured, database url set, initialized, config file created',
  'config.per-environment':
    'environment-specific configs, configuration per environment, environment configuration, twelve-factor config, settings from environment, environment separation, configuration via environment variables, yaml configuration with environment overrides',
  'config.production-checks':
    'production configuration check, readiness validation script, security validation of config, configuration self-check, deploy check, production validation',
  'config.feature-toggles':
    'feature flags, feature toggles, safeguards configured, safeguards active, features enabled, features can be disabled, toggles set, production safeguards',

  'platform.non-root': 'non-root user, container user, rootless, runs as non-root',
  'platform.pinned-images': 'pinned image versions, image tags pinned, no latest tag, image digest',
  'platform.minimal-image': 'multi-stage build, slim image, distroless, alpine, minimal base image, small image',
  'platform.image-hygiene': 'dockerfile best practices, dockerignore, image layers, production dockerfile',
  'platform.production-compose':
    'docker compose setup, production docker configuration, docker compose production, restart policy, container configuration, docker setup',
  'platform.artifacts-agree': 'ports consistent, versions consistent, same version everywhere',
  'platform.resource-limits': 'resource limits set, memory limits, cpu limits, container limits, requests and limits, quotas',
  'platform.pod-hardening':
    'pod security, security context, pod security policy, capabilities dropped, service account rights, kubernetes hardening, seccomp',
  'platform.scaling': 'autoscaling, horizontal scaling, replicas, hpa, pod disruption budget, auto-scaling configured, scale out',
  'platform.network-exposure':
    'firewall rules, network policies, security groups, private network, vpc, ports closed, network segmentation, private subnets, internal services not public',
  'platform.load-balancer': 'load balancer, load balancing, session affinity, sticky sessions, connection draining, ssl termination',
  'platform.cdn': 'cdn, content delivery network, static assets cached, edge caching',
  'platform.dns': 'dns configured, domain name configured, dns failover, dnssec, domain configured',
  'platform.certificates':
    'certificates renewed, certificate expiry, lets encrypt, certificate monitoring, ssl certificates configured, ssl certificates valid, cert-manager',
  'platform.storage':
    'storage provisioned, disk performance, volume size, iops, storage configured, object storage, file storage, data volumes sized',
  'platform.sizing':
    'infrastructure sized, server requirements, cpu cores and ram, instance size, system requirements, hardware requirements',
  'platform.capacity-plan': 'capacity planning, growth projections, expected load, storage estimates, capacity documented',

  'performance.load-test':
    'load testing, load test scenarios, k6, locust, jmeter, gatling, concurrent users, load simulation, performance tests',
  'performance.load-test-passed': 'load testing completed, load testing passed, load tests pass, peak load handled, load test results',
  'performance.stress-test': 'stress testing, breaking point, peak loads, spike tests, soak tests',
  'performance.memory-stability':
    'memory leaks, memory leak testing, stable memory, no memory leaks, memory growth, memory profiling, garbage collection',
  'performance.targets':
    'performance targets, response time targets, latency targets, p95, p99, performance benchmarks met, performance requirements, slo latency, response time benchmarks',
  'performance.benchmarks':
    'performance benchmarks, benchmark key operations, bulk operations benchmark, bottlenecks, throughput benchmark, large file ingestion, generation time, complex queries benchmark, database benchmarks, optimization',
  'performance.caching':
    'caching strategy, cache layer, cache ttl, redis cache, query cache, response caching, cache configured, caching implemented',
  'performance.compression': 'compression enabled, gzip, brotli, response compression',
  'performance.connection-reuse': 'connection reuse, keep-alive, http connection pool, redis pool, client pooling, resource pooling',
  'performance.async-io': 'async queries, async database driver, non-blocking io, asyncio, event loop',
  'performance.baseline': 'performance baseline, baseline established, baseline metrics',

  'recovery.backups':
    'backups configured, backup schedule, backups scheduled, automated backups, database backups, backup strategy, daily backups, nightly backup, pg_dump, backup script, snapshots, backups run, no backup strategy',
  'recovery.point-in-time': 'point-in-time recovery, pitr, wal archiving, transaction log backups, binlog',
  'recovery.backup-verification': 'backup verification, backup integrity, backup testing automated, backups verified, checksum of backups',
  'recovery.restore-tests':
    'restore tests, backup restoration testing, restore tested, backup restore tested, recovery tested, backup procedures tested, recovery testing',
  'recovery.offsite': 'off-site backups, backups in another region, cross-region backup, backup copy elsewhere, off-site storage',
  'recovery.objectives': 'rto, rpo, recovery time objective, recovery point objective',
  'recovery.runbook': 'disaster recovery plan, disaster recovery runbook, recovery procedures documented, dr plan, recovery steps',
  'recovery.drills': 'recovery drills, disaster recovery drills, dr tests, game days, practice disaster recovery',
  'recovery.high-availability':
    'high availability, failover procedures, replication, read replicas, database replication, standby, failover tested, multi-zone, multi-az deployment, multi-region, redundancy, clustering',
  'recovery.communication-plan': 'communication plan, status page, stakeholder notification, customer communication',

  'docs.install-guide': 'installation guide, setup guide, getting started, readme, quick start, how to run',
  'docs.architecture':
    'architecture documentation, architecture diagrams, system design, architecture review document, design documents, technical documentation, technical overview, decision records',
  'docs.features':
    'feature documentation, features documented, user guide, integration guide, adapter guide, all features described, host integration documented, feature coverage, usage examples',
  'docs.api-reference': 'api documentation, openapi, swagger, api reference, api docs complete, api documentation updated',
  'docs.api-guide':
    'api examples, authentication flow documented, error codes documented, api versioning documented, api error contract, request examples, api guide, error documentation',
  'docs.deployment-guide':
    'deployment documentation, deployment guide, deployment process documented, deployment procedures documented, deployment instructions, production guide',
  'docs.runbooks':
    'runbook, troubleshooting guide, operational runbooks, common issues, operations manual, troubleshooting, operational documentation',
  'docs.incident-response':
    'incident response plan, emergency procedures, incident procedures, escalation, postmortem, incident management, security incident',
  'docs.on-call': 'on-call procedures, on-call rota, contacts, escalation contacts, pager, support contacts, on-call rotation',
  'docs.performance-tuning': 'performance tuning guide, tuning guide, optimization guide',
  'docs.security-practices':
    'security documentation, security policies documented, security best practices, security guide, security policy, access model documented, security review documented, security considerations, vulnerability disclosure',
  'docs.change-history':
    'changelog, release notes, upgrade notes, migration guide, refactoring summary, version history, breaking changes documented',
  'docs.sla': 'sla defined, service level agreement, service level objectives published, slo, support level',
  'docs.maintenance-windows': 'maintenance windows, maintenance schedule, scheduled maintenance, maintenance period, maintenance tasks',
  'docs.team-trained': 'team trained, training, knowledge transfer, operations training, team comfortable, handover',
  'docs.up-to-date':
    'documentation updated, documentation complete, docs current, docs reviewed, comprehensive documentation, well documented',
  'docs.review-cadence': 'regular reviews, review schedule, checklist reviewed, lessons learned, continuous improvement, quarterly review',

  'compliance.dependency-audit':
    'dependency vulnerability scanning, dependencies scanned, pip-audit, npm audit, safety check, snyk, vulnerable dependencies, dependency scanning, known vulnerabilities, cve scan',
  'compliance.dependency-updates': 'dependencies up to date, dependencies updated, dependabot, renovate, outdated packages',
  'compliance.security-scan-clean':
    'security scan passed, security scans completed, no critical vulnerabilities, image scanned, scan results, security vulnerabilities, security scans passed',
  'compliance.security-audit':
    'security audit, penetration test, security review, external audit, security audits scheduled, security assessment, security audit passed',
  'compliance.licences': 'license compliance, open source licenses, licenses verified, third-party licenses',
  'compliance.data-protection':
    'gdpr, privacy, data protection, ccpa, privacy policy, consent, personal data, compliance requirements, hipaa',
  'compliance.data-retention': 'data retention, retention policy, data deleted, archiving policy, data cleanup, retention period',

  'launch.scope-complete':
    'all features implemented, features complete, release scope, requirements met, feature freeze, everything implemented, all critical features, core features, requirements complete, production ready',
  'launch.residual-risks':
    'known limitations, known issues, accepted risks, risk assessment, remaining risks, low risk, mitigations, limitations documented, warnings expected, security vulnerabilities accepted',
  'launch.configuration-verified':
    'production configuration validated, database connectivity tested, connection verified, configuration verified, environment verified',
  'launch.functions-verified':
    'endpoints functional, core functions working, feature verified in production, working, creation working, error handling working, api functional, ready for production, functionality verified, production ready feature, works in production',
  'launch.health-verified':
    'health checks pass, database health check passes, connection pool health check passes, system health check passes, health endpoints green, services healthy',
  'launch.monitoring-verified':
    'metrics collection verified, dashboard shows data, monitoring active, logs flowing, monitoring verified, validate monitoring, monitoring operational after launch',
  'launch.alerts-tested': 'alerts tested, alerts verified, test alert, alerts functional, alert fired',
  'launch.backups-verified': 'verify backups, backups verified after launch, production backup restored',
  'launch.performance-verified':
    'performance meeting targets, performance acceptable, query performance acceptable, connection pool usage normal, cpu usage normal, memory usage normal, uptime 99.9%, performance within targets, latency normal',
  'launch.no-critical-errors': 'no critical errors in logs, zero critical bugs, no errors after launch, error logs clean',
  'launch.watch-period': 'monitor closely for 24 hours, watch period, hypercare, first day, monitor after deployment, document any issues',
  'launch.feedback': 'customer feedback, user feedback positive, user satisfaction, beta feedback',
  'launch.engineering-sign-off': 'engineering lead approval, technical sign-off, engineering sign-off',
  'launch.security-sign-off': 'security sign-off, security approval, security team approval',
  'launch.operations-sign-off': 'operations sign-off, ops approval, operations team approval',
  'launch.product-sign-off': 'product owner approval, stakeholder approval, product sign-off, go-live decision, business approval',
};

/** Words that mean the same here. The first of each line stands for all. */
const SAME: readonly string[] = [
  'tls ssl https certificate cert',
  'database db postgres postgresql mysql mariadb sqlite mongodb mongo',
  'kubernetes k8s helm',
  'docker container containerization containerized dockerfile containerisation',
  'pipeline ci cicd',
  'authentication authn login signin auth sso',
  'authorization authz rbac permission authorisation',
  'credential password passwd passphrase secret',
  'environment env environ dotenv',
  'variable vars var',
  'configuration config setting configurable',
  'deployment deploy release rollout ship',
  'documentation docs doc document documented',
  'error exception failure crash',
  'log logging logger logs',
  'metric kpi',
  'alert alarm alerting notification',
  'monitor monitoring observability',
  'performance latency speed response',
  'backup snapshot',
  'restore restoration recover recovery',
  'disaster dr',
  'vulnerability vulnerable cve vuln',
  'dependency package library',
  'scan scanning scanner',
  'test testing tested',
  'lint linting linter',
  'format formatting formatter',
  'type typing typed',
  'limit limiting limiter throttle throttling throttled',
  'permission right privilege',
  'cpu processor',
  'memory ram',
  'query sql statement',
  'endpoint route',
  'frontend ui dashboard-ui interface',
  'escape escaping sanitize sanitization sanitise sanitisation',
  'encrypt encryption encrypted',
  'rollback revert',
  'migration migrate alembic flyway',
  'cache caching cached',
  'scale scaling autoscaling scalable',
  'replica replication replicated',
  'licence license licensing',
  'optimise optimize optimization optimisation optimised optimized',
  'validate validation validated validator',
  'verify verified verification verifying',
  'header headers',
  'runbook playbook',
  'threshold target goal',
  'tenant tenancy multitenancy multitenant',
  'lock locking mutex',
  'shutdown sigterm sigint terminate termination',
  'thread threading',
  'retry retries backoff',
  'toggle flag switch',
  'image images',
  'staging preproduction',
  'e2e endtoend',
  'review reviewed',
  'audit auditing audited',
  'window windows',
  'stub stubs',
  'leak leakage leaking',
];

export const SYNONYMS: ReadonlyMap<string, string> = new Map(
  SAME.flatMap((line) => {
    const [first = '', ...others] = line.split(' ');
    return others.map((other) => [other, first] as const);
  }),
);

/** Words that stand in any checklist: they tell little about which item is meant. */
export const WEAK: ReadonlySet<string> = new Set(
  `configured configure enabled enable defined define implemented implement set setup created create added add active available working work
  works complete completed completion done properly correctly production system application app service no not all any every missing need needed
  required require must support supported comprehensive basic full existing current exist exists ready use used using uses appropriate specific
  new good proper general key critical main important recommended optional handle handled prevention prevent prevented based via across within
  per each other module feature features code check checks checked place measure measures day days week weeks hour hours month months minute
  minutes report available status setup`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export const STOP: ReadonlySet<string> = new Set(
  `a an the and or of to in on for with by from at as is are be been being it its this that these those into than then there their they we our your
  you i if when while what which who whom whose where how so such only also can could will would do does did has have had more most less least but
  nor own same too very just about over under again further once here both few some s t e g i.e etc`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
