import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SignatureCheck, Signoff } from '../model/signoff.js';
import { signedText } from '../signoff/standing.js';

/**
 * Signatures with the key that Git signs commits with, made and checked by OpenSSH's own program. Only for people's own doing in
 * workspaces that they trust: this is the one place that starts a program, found by its name and never by what a repository says
 * (`gpg.ssh.program`), and without a shell.
 */
const PROGRAM = 'ssh-keygen';
/** What the signature is for, so that one made for something else does not count: https://man.openbsd.org/ssh-keygen#n~2 */
const NAMESPACE = 'preflight';
/** A person may have to type a passphrase or touch a key. */
const PATIENCE = 60_000;

/** Signers that the repository itself names, where Git's configuration names none: people without any, pipelines. */
export const SIGNERS_FILE = '.preflight/allowed_signers';

export type Config = ReadonlyMap<string, string>;

/** Whether somebody has a key to sign with, as Git has it. */
export const canSign = (config: Config): boolean => config.get('gpg.format') === 'ssh' && Boolean(config.get('user.signingkey'));

/** Whether somebody signs whatever they commit. */
export const alwaysSigns = (config: Config): boolean => canSign(config) && /^(?:true|yes|on|1)$/i.test(config.get('commit.gpgsign') ?? '');

export type Made = { readonly is: 'made'; readonly signature: string } | { readonly is: 'failed'; readonly why: string };

/** Signs a sign-off with the person's Git key. */
export function makeSignature(signoff: Signoff, config: Config): Made {
  const key = config.get('user.signingkey') ?? '';
  if (!canSign(config)) return { is: 'failed', why: "Git's configuration names no SSH key (gpg.format = ssh, and user.signingKey)" };
  return inFolder((folder) => {
    // A key may stand in the configuration itself; then an agent holds its other half: https://git-scm.com/docs/git-config#Documentation/git-config.txt-usersigningKey
    const literal = /^(?:key::|ssh-|ecdsa-|sk-)/.test(key);
    const file = literal ? join(folder, 'key.pub') : atHome(key);
    if (literal) writeFileSync(file, `${key.replace(/^key::/, '')}\n`, { mode: 0o600 });
    const { text, why } = run(['-Y', 'sign', '-n', NAMESPACE, '-f', file, ...(literal ? ['-U'] : [])], signedText(signoff));
    return text?.includes('BEGIN SSH SIGNATURE') === true
      ? { is: 'made', signature: text.trim() }
      : { is: 'failed', why: why ?? 'it wrote no signature' };
  });
}

/** Checks the signature on a sign-off against the signers that Git's configuration, or else the repository, allows. */
export function checkSignature(signoff: Signoff, config: Config, workspace: string): SignatureCheck {
  const { signature } = signoff;
  if (signature === undefined) return { is: 'unchecked', reason: 'It has no SSH signature.' };
  const configured = config.get('gpg.ssh.allowedsignersfile');
  const own = join(workspace, SIGNERS_FILE);
  const signers = configured === undefined || configured === '' ? own : resolve(workspace, atHome(configured));
  if (!existsSync(signers))
    return {
      is: 'unchecked',
      reason: `Its SSH signature was not checked: nobody says who may sign (gpg.ssh.allowedSignersFile, or ${SIGNERS_FILE}).`,
    };
  return inFolder((folder): SignatureCheck => {
    const file = join(folder, 'signature');
    writeFileSync(file, `${signature.trim()}\n`);
    const found = run(['-Y', 'find-principals', '-s', file, '-f', signers], '');
    if (found.missing) return { is: 'unchecked', reason: `Its SSH signature was not checked: there is no '${PROGRAM}' here.` };
    const signer = found.text?.split('\n')[0]?.trim();
    if (!signer) return { is: 'bad', reason: 'its key is none of those that may sign.' };
    const verified = run(['-Y', 'verify', '-n', NAMESPACE, '-f', signers, '-I', signer, '-s', file], signedText(signoff));
    if (verified.text === undefined) return { is: 'bad', reason: 'what it signs was edited, or it is another’s.' };
    const address = /<([^<>]+)>$/.exec(signoff.by)?.[1];
    if (address !== undefined && /^[^*?,!@]+@[^*?,!@]+$/.test(signer) && signer.toLowerCase() !== address.toLowerCase())
      return { is: 'bad', reason: `its key is ${signer}'s, and the record names ${address}.` };
    return { is: 'good', signer };
  });
}

const atHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ran {
  /** What it wrote; undefined when it failed. */
  readonly text?: string;
  readonly why?: string;
  readonly missing?: true;
}

function run(args: readonly string[], input: string): Ran {
  const { status, stdout, stderr, error } = spawnSync(PROGRAM, args, {
    input,
    encoding: 'utf8',
    timeout: PATIENCE,
    shell: false,
    windowsHide: true,
  });
  if (error)
    return 'code' in error && error.code === 'ENOENT' ? { why: `there is no '${PROGRAM}' here`, missing: true } : { why: error.message };
  return status === 0 ? { text: stdout } : { why: (stderr.trim().split('\n').at(-1) ?? '').replace(/\.$/, '') || 'it says no more' };
}
