import * as z from 'zod';
import { named } from '../model/named.js';
import { isMoment } from './force.js';

const text = (description: string): z.ZodString => z.string().trim().min(1, 'it is empty').describe(description);

const moment = (description: string): z.ZodString =>
  z.string().refine(isMoment, 'it takes a date such as 2026-12-31, or a moment such as 2026-12-31T10:00:00Z').describe(description);

const by = named('person', text('Who: a name and an address, as Git has them.'));
const at = named('now', moment('When it was written.'));
const expires = (): z.ZodString => named('expiry', moment('The last day on which it counts.'));
const RULE_ID = /^[a-z0-9]+\/[a-z0-9-]+$/;

export const AttestationRecord = z.looseObject({
  item: named('item', text('The item that holds.')),
  by,
  at,
  note: z.string().default('').describe('What was seen or done.'),
  link: text('Where it is shown.').optional(),
  expires: expires().optional(),
  providedElsewhere: z.boolean().optional().describe('Something outside of this workspace does it.'),
});

export const WaiverRecord = z
  .looseObject({
    item: named('item', text('The item whose risk is accepted.')).optional(),
    rule: named(
      'rule',
      z.string().regex(RULE_ID, 'it takes the id of a rule, such as cors/wildcard-origin').describe('The rule of the finding.'),
    ).optional(),
    path: text('The file of the finding.').optional(),
    fingerprint: named('finding', text('The finding whose risk is accepted.')).optional(),
    by,
    at,
    reason: text('Why the risk is accepted.'),
    expires: expires(),
  })
  .refine(({ item, fingerprint }) => (item === undefined) !== (fingerprint === undefined), "it names either an 'item' or a 'fingerprint'");

export const SignoffRecord = z.looseObject({
  role: named('role', text('The role that signs.')),
  by,
  at,
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, 'it takes the name of a commit')
    .describe('The commit that was signed.')
    .optional(),
  catalogue: z.int().min(1).describe('The version of the built-in checklist.'),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "it takes 'sha256:' and 64 hexadecimal digits")
    .describe('SHA-256 of the state in canonical form.'),
  state: z.record(z.string(), z.string()).describe('The state of each item that the role owns.'),
  note: z.string().optional(),
  signature: z.string().optional().describe('An SSH signature over all of the above.'),
});

export const SignoffFile = z.looseObject({
  version: z.literal(1).default(1),
  attestations: z.array(AttestationRecord).nullish().describe('Who says that an item holds.'),
  waivers: z.array(WaiverRecord).nullish().describe('Who accepts an open item or finding, why, and until when.'),
  signoffs: z.array(SignoffRecord).nullish().describe('Which role signed what.'),
});

/** The JSON schema of `.preflight/signoff.yaml`, for editors. */
export const signoffSchema = (): object => ({
  ...(z.toJSONSchema(SignoffFile, { io: 'input', reused: 'ref', unrepresentable: 'any' }) as object),
  $id: 'https://github.com/preflight-dev/preflight/blob/main/schemas/signoff.schema.json',
  title: '.preflight/signoff.yaml',
});
