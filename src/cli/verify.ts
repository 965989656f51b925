import { checkSignature } from '../host/ssh-signature.js';
import type { Assessment, RoleState } from '../model/checklist.js';
import { verifyText } from '../reports/checklist-text.js';
import { type Verified, verifyJson } from '../reports/json.js';
import { COLOURED, PLAIN } from '../reports/terminal.js';
import { nameOf } from '../signoff/state.js';
import { assessed } from './checklist.js';
import { EXIT, type Exit } from './failure.js';
import type { Io } from './io.js';
import { configOf, roleIn } from './records.js';
import { VERSION } from './version.js';

export interface VerifyOptions {
  readonly dir: string | undefined;
  readonly role?: string;
  readonly format: 'text' | 'json';
}

/** `preflight verify` */
export async function verify({ dir, role, format }: VerifyOptions, io: Io): Promise<Exit> {
  const found = await assessed(dir, io);
  const config = configOf(found.root, io);
  const assessment = {
    ...found.assessment,
    roles: found.assessment.roles.map((one) =>
      one.signoff?.signature === undefined ? one : { ...one, signature: checkSignature(one.signoff, config, found.root.workspace.folder) },
    ),
  };
  const only = role === undefined ? undefined : roleIn(assessment, role);
  const roles = only ? [only] : assessment.roles.filter((one) => one.role.required || one.state !== 'unsigned');
  const reasons = [...(only ? reasonsOfRole(only) : reasonsOf(assessment, roles))];
  const verified: Verified = { holds: reasons.length === 0, reasons, roles };
  io.out(
    format === 'json'
      ? verifyJson(VERSION, found.workspace, verified)
      : `${[...verifyText(verified, io.colour ? COLOURED : PLAIN)].join('\n')}\n`,
  );
  found.session.dispose();
  return verified.holds ? EXIT.clean : EXIT.found;
}

function* reasonsOf({ blockers }: Assessment, roles: readonly RoleState[]): Iterable<string> {
  if (blockers.length) yield `The workspace is not ready: ${namesOf(blockers)}.`;
  if (roles.length === 0) yield 'Nobody has signed.';
  for (const role of roles) yield* standing(role);
}

function* reasonsOfRole(role: RoleState): Iterable<string> {
  if (role.blockers.length) yield `What '${role.role.id}' owns is not ready: ${namesOf(role.blockers)}.`;
  yield* standing(role);
}

const MOST_NAMED = 5;

function namesOf(blockers: Assessment['blockers']): string {
  const names = [...new Set(blockers.map((blocker) => (blocker.kind === 'item' ? blocker.state.item.id : blocker.finding.rule)))];
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''} ${blockers.length === 1 ? 'blocks' : 'block'}`;
}

function* standing({ role, state, signoff, reasons, changes, signature }: RoleState): Iterable<string> {
  switch (state) {
    case 'unsigned':
      yield `'${role.id}' has not signed.`;
      break;
    case 'tampered':
      yield* reasons;
      break;
    case 'stale':
      yield `The signature of '${role.id}' by ${nameOf(signoff?.by ?? '')} is stale: ${changes
        .slice(0, MOST_NAMED)
        .map(({ item, from, to, because }) => `${item} was ${from} and is ${to}${because.length ? ` (${because.join('; ')})` : ''}`)
        .join('; ')}${changes.length > MOST_NAMED ? `; and ${String(changes.length - MOST_NAMED)} more` : ''}.`;
      break;
    case 'signed':
      break;
  }
  if (signature?.is === 'bad') yield `The SSH signature of '${role.id}' does not hold: ${signature.reason}`;
}
