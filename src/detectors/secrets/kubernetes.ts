import { ManifestSecret } from '../../facts/kubernetes.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import type { DataNode, DataSyntax } from '../../syntax/data.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';
import { credentialName, isForBrowsers, saysSecret } from './names.js';
import { passwordsIn } from './urls.js';
import { looksRandom, strengthOf } from './values.js';

const MENTIONS = /["']?apiVersion["']?[ \t]*:/;

/** Literals of manifests that are secrets: in `env`, in a ConfigMap, in a Secret that nobody sealed. */
const secrets = function* ({ documents }: DataSyntax): Iterable<FactDraft> {
  for (const root of documents)
    for (const object of objectsOf(root)) {
      const type = object.get('kind')?.text ?? '';
      if (type === 'Secret' || type === 'ConfigMap') yield* dataOf(object, type);
      else for (const { key, node } of object.pairs()) if (key === 'env' && node.kind === 'list') yield* envOf(node);
    }
};

/** SOPS leaves its mark beside what it encrypts: https://getsops.io/docs/ */
const isReadable = ({ document: { text } }: DataSyntax): boolean =>
  !/^["']?sops["']?[ \t]*:|ENC\[AES256_GCM/m.test(text) && !text.startsWith('\0GITCRYPT');

const manifests = { framework: 'Kubernetes', mentions: MENTIONS, applies: isReadable, facts: secrets } as const;
export const manifestSecretsYaml = detector({ ...manifests, format: 'yaml', apart: true });
export const manifestSecretsJson = detector({ ...manifests, format: 'json' });

function* envOf(list: DataNode): Iterable<FactDraft> {
  for (const item of list.items) {
    const entry = item.entry('value');
    const name = item.get('name')?.text;
    if (name !== undefined && entry) yield* judged(name, entry.node, 'env', entry.span);
  }
}

function* dataOf(object: DataNode, type: 'Secret' | 'ConfigMap'): Iterable<FactDraft> {
  for (const field of ['data', 'stringData', 'binaryData'])
    for (const { key, node } of object.get(field)?.entries ?? [])
      yield* judged(key, node, type === 'Secret' ? 'Secret' : 'ConfigMap', node.span, type === 'Secret' && field === 'data');
}

function* judged(name: string, node: DataNode, where: 'env' | 'Secret' | 'ConfigMap', entry: Span, encoded = false): Iterable<FactDraft> {
  const { value } = node;
  const written = value.kind === 'text' ? value.text : value.kind === 'number' ? node.text : undefined;
  if (written === undefined || written === '' || isForBrowsers(name)) return;
  const text = encoded ? decoded(written) : written;
  if (text === undefined) return;
  const named = credentialName(name);
  const strength = named
    ? strengthOf(text, named, { settings: true, login: true, certain: where === 'Secret' || named.signing })
    : saysSecret(name, text) || (where === 'Secret' && isKeptSecret(name, text))
      ? 'own'
      : undefined;
  const inUrl = !strength && [...passwordsIn(text)].length > 0;
  if (!strength && !inUrl) return;
  yield ManifestSecret(
    { span: value.span.end > value.span.start ? value.span : entry },
    { name, where, entry, placeholder: strength === 'placeholder' },
  );
}

/** What a Secret keeps under a name of its own: what a machine made, the sign-in of a registry. */
const isKeptSecret = (name: string, text: string): boolean =>
  name === '.dockerconfigjson' || name === '.dockercfg'
    ? /"(?:auth|password)"\s{0,4}:\s{0,4}"[^"$<{]{6,}"/.test(text)
    : !/\s|^[a-z][a-z0-9+.-]{1,20}:\/\/|^[{[]/.test(text) &&
      !/(?:id|name|hash|digest|checksum|sha\d*|version|fingerprint|thumbprint|cert|crt|pub(?:lic)?[-_.]?key)$/i.test(name) &&
      text.length >= 16 &&
      (looksRandom(text, 16) || /(?:^|[^0-9a-f])[0-9a-f]{32,}$/i.test(text));

/** What base64 says, where it is text. */
function decoded(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || packed.length % 4 !== 0) return undefined;
  const bytes = bytesOf(packed);
  const plain = String.fromCharCode(...bytes.slice(0, 4_096));
  return /^[\t\r\n\x20-\x7e]+$/.test(plain) ? plain.trim() : undefined;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(packed: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of packed.replace(/={1,2}$/, '')) {
    held = ((held << 6) | ALPHABET.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return bytes;
}
