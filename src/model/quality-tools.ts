/** Languages as package managers divide them. */
type Ecosystem = 'python' | 'javascript' | 'go' | 'java';

interface Does {
  readonly lint?: readonly Ecosystem[];
  readonly format?: readonly Ecosystem[];
  readonly types?: readonly Ecosystem[];
}

const PYTHON = ['python'] as const;
const SCRIPT = ['javascript'] as const;
const GO = ['go'] as const;
const JAVA = ['java'] as const;

/**
 * What tools that look at code are for, by the name of their command. Ruff and Biome lint and format; which of the two is
 * used is told by how they are called and set up.
 */
// prettier-ignore
const TOOLS: Readonly<Record<string, Does>> = {
  ruff: { lint: PYTHON, format: PYTHON }, flake8: { lint: PYTHON }, pylint: { lint: PYTHON }, pylama: { lint: PYTHON }, prospector: { lint: PYTHON },
  pyflakes: { lint: PYTHON }, pycodestyle: { lint: PYTHON }, flakeheaven: { lint: PYTHON }, 'wemake-python-styleguide': { lint: PYTHON },
  black: { format: PYTHON }, yapf: { format: PYTHON }, autopep8: { format: PYTHON }, blue: { format: PYTHON }, darker: { format: PYTHON },
  mypy: { types: PYTHON }, dmypy: { types: PYTHON }, pyright: { types: PYTHON }, basedpyright: { types: PYTHON }, pytype: { types: PYTHON }, pyre: { types: PYTHON },
  'pyre-check': { types: PYTHON }, ty: { types: PYTHON }, pyrefly: { types: PYTHON }, zuban: { types: PYTHON },
  eslint: { lint: SCRIPT }, oxlint: { lint: SCRIPT }, xo: { lint: SCRIPT, format: SCRIPT }, standard: { lint: SCRIPT, format: SCRIPT }, tslint: { lint: SCRIPT },
  jshint: { lint: SCRIPT }, semistandard: { lint: SCRIPT, format: SCRIPT }, 'next lint': { lint: SCRIPT }, biome: { lint: SCRIPT, format: SCRIPT }, ultracite: { lint: SCRIPT, format: SCRIPT },
  prettier: { format: SCRIPT }, dprint: { format: SCRIPT }, oxfmt: { format: SCRIPT }, prettierd: { format: SCRIPT },
  tsc: { types: SCRIPT }, 'vue-tsc': { types: SCRIPT }, 'svelte-check': { types: SCRIPT },
  'golangci-lint': { lint: GO, format: GO }, staticcheck: { lint: GO }, revive: { lint: GO }, 'go vet': { lint: GO }, golint: { lint: GO },
  gofmt: { format: GO }, gofumpt: { format: GO }, goimports: { format: GO }, 'go fmt': { format: GO }, gci: { format: GO },
  checkstyle: { lint: JAVA }, spotbugs: { lint: JAVA }, findbugs: { lint: JAVA }, pmd: { lint: JAVA }, errorprone: { lint: JAVA }, sonar: { lint: JAVA }, qodana: { lint: JAVA },
  spotless: { format: JAVA }, 'google-java-format': { format: JAVA }, 'spring-javaformat': { format: JAVA }, 'fmt-maven-plugin': { format: JAVA }, 'palantir-java-format': { format: JAVA },
};

/** What a tool can do for which languages; undefined for one that is not known. */
export const toolFor = (name: string): Does | undefined => (Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined);
