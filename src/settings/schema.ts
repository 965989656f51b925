import * as z from 'zod';
import { named } from '../model/named.js';

const text = (description: string): z.ZodString => z.string().min(1).describe(description);

export const Level = z.enum(['off', 'info', 'warning', 'error']);

/** Patterns with more stars take too long to match on long paths. */
const MOST_STARS = 3;
const MOST_FOLDERS = 4;

const glob = (description: string): z.ZodString =>
  text(description)
    .max(200)
    .refine(
      (pattern) => pattern.split('/').every((part) => part === '**' || part.split('*').length - 1 <= MOST_STARS),
      `A glob holds at most ${String(MOST_STARS)} stars between two slashes.`,
    )
    .refine((pattern) => pattern.split('**').length - 1 <= MOST_FOLDERS, `A glob holds at most ${String(MOST_FOLDERS)} times '**'.`);

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

const RuleSetting = z.union([
  Level,
  z.strictObject({
    severity: Level.optional(),
    options: z.record(z.string(), z.unknown()).optional().describe('Only for rules whose page names options.'),
  }),
]);

const Rules = z
  .record(named('rule', z.string()), RuleSetting)
  .describe('How grave a gap is here, by rule. A rule that is off is not judged.');

/** A rule's id, as in `cors/wildcard-origin`. */
const RULE_ID = /^[a-z]+\/[a-z0-9-]+$/;

/** What `preflight.yaml` may say. Every text here is also the editor's help. */
export const SettingsFile = z.strictObject({
  profile: z.enum(['demo', 'standard', 'strict']).default('standard').describe('Which items apply and which block a sign-off.'),
  rulesVersion: text('The version of Preflight whose rules are in force; newer ones stay at information for one minor version.').optional(),
  exclude: z.array(glob('A glob, relative to this file.')).default([]).describe('Files that are not read at all.'),
  rules: Rules.default({}),
  paths: z
    .record(glob('A glob, relative to this file.'), z.strictObject({ rules: Rules }))
    .default({})
    .describe('Other rules for a part of the tree, by glob. Of two that match, the later one holds.'),
  checklist: z
    .strictObject({
      items: z
        .record(
          named('item', z.string()),
          z.strictObject({ applies: z.literal(false), reason: text('Why the item does not concern this workspace.') }),
        )
        .default({})
        .describe('Items that do not apply here, with the reason.'),
      answers: z
        .record(
          named('condition', z.string()),
          z.union([z.boolean(), z.strictObject({ holds: z.boolean(), reason: text('Why.').optional() })]),
        )
        .default({})
        .describe('What files cannot tell, by condition: public-traffic, personal-data, team, …'),
      targets: z
        .record(named('item', z.string()), z.record(named('target', z.string()), z.union([z.number(), z.string().min(1), z.boolean()])))
        .default({})
        .describe(
          "The team's own figures, by item and name; until they are set, the checklist shows examples and nothing fails against them.",
        ),
      custom: z
        .array(
          z.strictObject({
            id: text('Unique, such as team.pager.'),
            section: named('section', text('A section of the checklist.')),
            title: text('What holds when the item is done.'),
            verify: z.enum(['auto', 'assisted', 'manual']).default('manual'),
            blocking: z.boolean().default(false),
          }),
        )
        .default([])
        .describe("The team's own items."),
      import: z.array(text('A Markdown file, relative to this file.')).default([]).describe("The team's own checklists."),
      links: z
        .array(
          z.strictObject({
            file: text('A Markdown file, relative to this file.'),
            line: text('The words of the line.'),
            item: named('item', text('The item of the checklist that the line speaks of; null when it speaks of none.'))
              .nullable()
              .default(null),
          }),
        )
        .default([])
        .describe("Which line of the team's own checklists is which item."),
    })
    .prefault({}),
  signoff: z
    .strictObject({
      roles: z
        .array(
          z.strictObject({
            id: named('role', text('Unique, such as engineering-lead.')),
            title: text('As people say it.').optional(),
            required: z.boolean().optional().describe('Whether the verdict waits for this signature.'),
            owns: z
              .array(named('section', text('A section of the checklist.')))
              .optional()
              .describe('What a signature of this role covers.'),
          }),
        )
        .default([]),
    })
    .prefault({})
    .describe('Who signs, and what.'),
  customRules: z
    .array(
      z.strictObject({
        id: z.string().regex(RULE_ID, 'An id is area/gap, in lower case with hyphens.').describe('area/gap, of your own area.'),
        files: z.array(glob('A glob, relative to this file.')).min(1),
        pattern: text('A regular expression.').refine(isRegExp, 'This is not a regular expression.'),
        message: text('One whole sentence: what is wrong, and what to do.'),
        severity: z.enum(['info', 'warning', 'error']).default('warning'),
      }),
    )
    .default([])
    .describe("Rules of the team's own."),
});

export type SettingsFile = z.infer<typeof SettingsFile>;
export type Level = z.infer<typeof Level>;

/** The JSON schema of `preflight.yaml`, for editors; it names the rules that there are. */
export function settingsSchema(rules: readonly string[]): object {
  const schema = z.toJSONSchema(SettingsFile, { io: 'input', reused: 'ref' }) as { $defs?: object; properties?: Record<string, unknown> };
  const level = { anyOf: [{ enum: ['off', 'info', 'warning', 'error'] }, { type: 'object' }] };
  const named = {
    type: 'object',
    description: 'How grave a gap is here, by rule. A rule that is off is not judged.',
    properties: Object.fromEntries(rules.map((rule) => [rule, level])),
    additionalProperties: false,
  };
  return {
    ...schema,
    $id: 'https://github.com/preflight-dev/preflight/blob/main/schemas/preflight.schema.json',
    title: 'preflight.yaml',
    properties: {
      ...schema.properties,
      rules: named,
      paths: {
        type: 'object',
        description: 'Other rules for a part of the tree, by glob. Of two that match, the later one holds.',
        additionalProperties: { type: 'object', properties: { rules: named } },
      },
    },
  };
}
