import { BakedSecret } from '../../facts/containers.js';
import { baseName, folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { DockerPair, DockerStage, DockerfileSyntax, Instruction } from '../../syntax/dockerfile.js';
import { detector } from '../detector.js';
import { type CredentialName, credentialName } from '../secrets/names.js';
import { strengthOf } from '../secrets/values.js';

/** Secrets that ENV, ARG and COPY make part of an image. */
export const dockerfileSecrets = detector({
  framework: 'Docker',
  format: 'dockerfile',

  *facts(file): Iterable<FactDraft> {
    for (const stage of file.stages)
      for (const instruction of stage.instructions) {
        const { keyword, pairs } = instruction;
        if (keyword === 'ENV' || keyword === 'ARG') for (const pair of pairs) yield* valueOf(stage, instruction, pair);
        if (keyword === 'COPY' || keyword === 'ADD') yield* filesOf(file, stage, instruction);
      }
  },
});

// What build tools put into files for browsers is public by design.
const PUBLIC = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|NG_APP|STORYBOOK)_/i;
// A user's part may be empty (`redis://:password@host`).
const URL_PASSWORD = /^[a-z][a-z0-9+.-]{1,30}:\/\/([^\s:/@$]{0,100}):([^\s/@]{1,200})@([\w.-]*)/i;
const LOOPBACK = /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|host\.docker\.internal)?$/;

const PASSWORD = credentialName('DB_PASSWORD');

/** A name of a secret, for values of settings: the words that are vague elsewhere are none here. */
const secretNamed = (name: string): CredentialName | undefined => (PUBLIC.test(name) ? undefined : credentialName(name));

function* valueOf(stage: DockerStage, { keyword, span }: Instruction, { name, nameSpan, value }: DockerPair): Iterable<FactDraft> {
  const fact = (how: 'value' | 'default' | 'argument', at: { readonly span: { start: number; end: number } }): FactDraft =>
    BakedSecret(at, { stage: stage.index, how, instruction: keyword, name, file: undefined });
  if (value?.text !== undefined && value.variables.length === 0) {
    const [, user, password, host = ''] = URL_PASSWORD.exec(value.text) ?? [];
    const strength =
      password === undefined || !PASSWORD
        ? undefined
        : password === user
          ? 'guessable'
          : strengthOf(password, PASSWORD, { settings: true, login: true });
    // A stand-in for a build that needs some address, and connects to nothing.
    if (strength && (strength === 'own' || !LOOPBACK.test(host))) yield fact(strength === 'own' ? 'value' : 'default', value);
    const named = secretNamed(name);
    const own = named && strengthOf(value.text, named, { settings: true, login: true });
    if (own) yield fact(own === 'own' ? 'value' : 'default', value);
  }
  // `ARG NPM_TOKEN`: what is passed in stands in the history of every RUN behind it, and ENV keeps it.
  if (keyword === 'ARG' && (value === undefined || value.text === '') && isCertain(secretNamed(name))) {
    const later = stage.instructions.filter((other) => other.span.start > span.start);
    const kept = later.some(
      (other) => other.keyword === 'RUN' || (other.keyword === 'ENV' && other.pairs.some((pair) => pair.value?.variables.includes(name))),
    );
    if (kept) yield fact('argument', { span: nameSpan });
  }
}

/** Names such as `GIT_TOKEN` are vague in code, and secrets as arguments of a build. */
const isCertain = (named: CredentialName | undefined): boolean => named !== undefined && (!named.vague || named.kind === 'token');

const ENV_FILE = /^\.env(?:\.[\w-]+)*$|^[\w-]{1,60}\.env$/;
const TEMPLATE = /(?:example|sample|template|tpl|dist|defaults?|schema|\btest\b|\bci\b)/i;
const KEY_FILE =
  /^id_(?:rsa|dsa|ecdsa|ed25519)$|^(?:[\w.-]*(?:priv(?:ate|key)|[_.-]key|^key)[\w.-]*)\.pem$|^key\.pem$|^[\w.-]+\.(?:key|pfx|p12)$|^(?:credentials|client_secrets?|service[-_]?account(?:[-_]?key)?|gcp[-_]?key|[\w-]{1,40}[-_](?:credentials|service[-_]account))\.json$|^(?:secrets?|passwords?)\.(?:txt|json|ya?ml|toml|ini|properties)$/i;
const TOKEN_FILE = /^\.(?:npmrc|yarnrc\.yml|pypirc|netrc|git-credentials|pgpass|docker\/config\.json)$/;

function* filesOf(file: DockerfileSyntax, stage: DockerStage, { keyword, flags, args, heredocs }: Instruction): Iterable<FactDraft> {
  if (heredocs.length > 0 || flags.some(({ name }) => name === 'from')) return;
  for (const source of args.slice(0, -1)) {
    const written = source.text?.replace(/^\.\//, '').replace(/\/$/, '');
    if (written === undefined || /[*?[]/.test(written) || /^[a-z]+:\/\//.test(written)) continue;
    const name = baseName(written);
    const isSecret =
      (ENV_FILE.test(name) && !TEMPLATE.test(name)) ||
      (KEY_FILE.test(name) && !/public|\bpub\b/i.test(name)) ||
      TOKEN_FILE.test(name) ||
      /^\.(?:ssh|aws)$/.test(name);
    if (!isSecret) continue;
    const folder = folderOf(file.document.path);
    yield BakedSecret(source, {
      stage: stage.index,
      how: 'file',
      instruction: keyword,
      name: written,
      file: folder === '' ? written : `${folder}/${written}`,
    });
  }
}
