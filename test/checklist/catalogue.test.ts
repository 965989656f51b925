import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { catalogue } from '../../src/checklist/catalogue.js';
import { signOffRoles } from '../../src/checklist/roles.js';
import type { Item } from '../../src/model/checklist.js';

/** Where the catalogue is kept whose ids and rules these are; on other machines only its digest is known. */
const ORIGIN = fileURLToPath(new URL('../../../shared/catalog/checklist.yaml', import.meta.url));
const DIGEST = '69d0b19fe7ac90c0557781844086cc5340a004e40b3f4409e4892464b65372be';

const items = catalogue.flatMap((section) => section.items);
const count = (is: (item: Item) => boolean): number => items.filter(is).length;

/** What other files and people's records rely on. */
const contractOf = ({ id, verify, blocking, standard, phase, applies, rules, targets = [] }: Item): object => ({
  id,
  verify,
  blocking,
  standard,
  phase,
  applies,
  rules,
  targets: Object.fromEntries(targets.map(({ name, example }) => [name, example])),
});

const contract = (): readonly object[] => catalogue.map((section) => ({ id: section.id, items: section.items.map(contractOf) }));

interface Origin {
  readonly signoff: {
    readonly roles: readonly {
      readonly id: string;
      readonly title: string;
      readonly item: string;
      readonly owns: string[];
      readonly reviews: string[];
    }[];
  };
  readonly sections: readonly {
    readonly id: string;
    readonly items: readonly (Record<'id' | 'verify' | 'standard' | 'phase', string> & {
      readonly blocking: boolean;
      readonly applies: string | readonly string[];
      readonly rules: readonly string[];
      readonly targets?: Readonly<Record<string, unknown>>;
    })[];
  }[];
}

describe('the built-in checklist', () => {
  it('has 18 sections and 192 items', () => {
    assert.equal(catalogue.length, 18);
    assert.equal(items.length, 192);
    assert.deepEqual(
      (['auto', 'assisted', 'manual'] as const).map((how) => count(({ verify }) => verify === how)),
      [75, 92, 25],
    );
    assert.equal(
      count(({ blocking }) => blocking),
      101,
    );
  });

  it('keeps ids, rules, applicability and targets', () => {
    assert.equal(createHash('sha256').update(JSON.stringify(contract())).digest('hex'), DIGEST);
  });

  it('is the same as the catalogue that it comes from', function () {
    if (!existsSync(ORIGIN)) return;
    const origin = parse(readFileSync(ORIGIN, 'utf8')) as Origin;
    const expected = origin.sections.map(({ id, items: all }) => ({
      id,
      items: all.map(({ id: item, verify, blocking, standard, phase, applies, rules, targets = {} }) => ({
        id: item,
        verify,
        blocking,
        standard,
        phase,
        applies: typeof applies === 'string' ? [applies] : applies,
        rules,
        targets,
      })),
    }));
    assert.deepEqual(contract(), expected);
    assert.deepEqual(
      signOffRoles.map(({ id, title, item, owns, reviews }) => ({ id, title, item, owns, reviews })),
      origin.signoff.roles,
    );
  });

  it('has ids of their own, below their sections', () => {
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
    for (const section of catalogue) for (const { id } of section.items) assert.ok(id.startsWith(`${section.id}.`), id);
  });

  it('has titles that fit a narrow view, each its own', () => {
    assert.equal(new Set(items.map(({ title }) => title)).size, items.length);
    assert.equal(new Set(items.map(({ holds }) => holds)).size, items.length);
    for (const { id, title, holds } of items) {
      assert.ok(title.split(' ').length <= 6 && title.length <= 40, `${id}: ${title}`);
      assert.doesNotMatch(`${title} ${holds}`, /\b(?:should|may|might|please|ensure|consider)\b|\.$/i, id);
      assert.ok(holds.length <= 130, `${id}: ${holds}`);
    }
  });

  it('gives every section to one role that signs', () => {
    const owned = signOffRoles.flatMap(({ owns }) => owns);
    assert.deepEqual([...owned].sort(), catalogue.map(({ id }) => id).sort());
    assert.deepEqual(
      signOffRoles.filter(({ required }) => required).map(({ id }) => id),
      ['engineering-lead'],
    );
    assert.deepEqual(
      items.flatMap(({ signOff }) => signOff ?? []),
      signOffRoles.map(({ id }) => id),
    );
  });
});
