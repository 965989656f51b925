import { type Value, flag, text, unknown } from '../../model/value.js';
import type { CertificateCheck } from '../../facts/tls.js';

type Guards = Parameters<typeof CertificateCheck>[1]['guards'];

/** A variable that decides whether a program checks certificates. */
export interface Variable {
  readonly name: RegExp;
  /** Values that switch the check off. */
  readonly off: RegExp;
  /** What the value becomes when it checks; undefined where only its absence does. */
  readonly on: Readonly<Record<string, string>> | undefined;
  readonly guards: Guards;
  /** The value names the hosts that are trusted blindly. */
  readonly hosts?: boolean;
}

const VARIABLES: readonly Variable[] = [
  // https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
  { name: /^NODE_TLS_REJECT_UNAUTHORIZED$/, off: /^0$/, on: { '0': '1' }, guards: 'process' },
  // https://peps.python.org/pep-0493/
  { name: /^PYTHONHTTPSVERIFY$/, off: /^0$/, on: { '0': '1' }, guards: 'process' },
  // https://docs.npmjs.com/cli/using-npm/config#strict-ssl
  { name: /^npm_config_strict_ssl$/i, off: /^(?:false|0)$/i, on: { false: 'true', '0': 'true' }, guards: 'download' },
  // https://yarnpkg.com/configuration/yarnrc#enableStrictSsl
  { name: /^YARN_ENABLE_STRICT_SSL$/, off: /^(?:false|0)$/i, on: { false: 'true', '0': '1' }, guards: 'download' },
  // Git asks only whether it is set. https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify
  { name: /^GIT_SSL_NO_VERIFY$/, off: /^/, on: undefined, guards: 'download' },
  // https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host
  { name: /^PIP_TRUSTED_HOST$/, off: /\S/, on: undefined, guards: 'download', hosts: true },
  // https://docs.astral.sh/uv/reference/environment/#uv_insecure_host
  { name: /^UV_INSECURE_HOST$/, off: /\S/, on: undefined, guards: 'download', hosts: true },
  // https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html#ssl-verify
  { name: /^CONDA_SSL_VERIFY$/, off: /^(?:false|no|0)$/i, on: { false: 'true', False: 'True', no: 'yes', '0': '1' }, guards: 'download' },
];

/** What must stand in a text for any of them to. */
export const VARIABLE_NAMES =
  'NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|(?:npm_config|NPM_CONFIG)_(?:strict_ssl|STRICT_SSL)|YARN_ENABLE_STRICT_SSL|GIT_SSL_NO_VERIFY|PIP_TRUSTED_HOST|UV_INSECURE_HOST|CONDA_SSL_VERIFY';

export interface VariableReading {
  readonly checks: Value;
  readonly guards: Guards;
  readonly peers: readonly Value[];
  /** What stands for the value when it checks; undefined where the variable has to go. */
  readonly on: string | undefined;
}

/** What a variable's value says; undefined for variables that are about something else. */
export function readVariable(name: string, value: Value, written: string | undefined): VariableReading | undefined {
  const variable = VARIABLES.find((candidate) => candidate.name.test(name));
  if (!variable) return undefined;
  const { off, on, guards, hosts = false } = variable;
  const isOff = written !== undefined && off.test(written);
  const peers =
    hosts && written !== undefined
      ? written
          .trim()
          .split(/[\s,]+/)
          .map((host) => text(value, host))
      : [];
  // Git looks no further than the name.
  const always = on === undefined && !hosts;
  const checks = written === undefined && !always ? unknown(value) : flag(value, !(isOff || always));
  return { checks, guards, peers, on: written === undefined ? undefined : on?.[written] };
}
