import { Licence } from '../../facts/papers.js';
import { folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, before } from '../../model/span.js';
import { detector } from '../detector.js';

/** What licences say of themselves in their first lines. https://spdx.org/licenses/ */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/GNU AFFERO GENERAL PUBLIC LICENSE/i, 'AGPL-3.0'],
  [/GNU LESSER GENERAL PUBLIC LICENSE/i, 'LGPL'],
  [/GNU GENERAL PUBLIC LICENSE\s{1,40}Version 2/i, 'GPL-2.0'],
  [/GNU GENERAL PUBLIC LICENSE/i, 'GPL-3.0'],
  [/Apache License\s{1,80}Version 2/i, 'Apache-2.0'],
  [/\bMIT License\b|Permission is hereby granted, free of charge/i, 'MIT'],
  [/Mozilla Public License/i, 'MPL-2.0'],
  [/Redistribution and use in source and binary forms/i, 'BSD'],
  [/Business Source License/i, 'BUSL-1.1'],
  [/This is free and unencumbered software/i, 'Unlicense'],
  [/\bISC License\b/i, 'ISC'],
  [/Elastic License/i, 'Elastic-2.0'],
];
const FEWEST_CHARACTERS = 30;

export const licenceFiles = detector({
  framework: 'Licence files',
  format: 'text',
  files: /(?:^|\/)(?:(?:un)?licen[cs]es?|copying|copyright)(?:[-_.][\w.-]{1,40})?$|^LICENSES\/[^/]{1,80}\.txt$/i,

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const extension = /\.(\w{1,12})$/.exec(path)?.[1]?.toLowerCase();
    if (extension !== undefined && !/^(?:md|txt|rst|adoc|mit|apache|bsd|gpl|agpl|lgpl|mpl|\d+|lesser)$/.test(extension)) return;
    const head = text.slice(0, 4_000);
    if (head.trim().length < FEWEST_CHARACTERS) return;
    const name = NAMES.find(([said]) => said.test(head))?.[1];
    yield Licence({ span: before(0) }, { name, by: 'file', folder: folderOf(path).replace(/^LICENSES$/, '') });
  },
});

const stated = (span: Span, path: string, name: string | undefined): FactDraft =>
  Licence({ span }, { name: name?.slice(0, 60), by: 'manifest', folder: folderOf(path) });

/** https://docs.npmjs.com/cli/configuring-npm/package-json#license */
export const packageLicence = detector({
  framework: 'npm',
  format: 'json',
  files: /(?:^|\/)package\.json$/,
  mentions: ['"license"', '"licenses"'],

  *facts({ root, document: { path } }): Iterable<FactDraft> {
    const entry = root.entry('license') ?? root.entry('licenses');
    const name = entry?.node.text ?? entry?.node.get('type')?.text ?? entry?.node.items[0]?.get('type')?.text;
    if (entry && name?.trim()) yield stated(entry.span, path, name.trim());
  },
});

/** https://packaging.python.org/specifications/pyproject-toml/#license */
export const pyprojectLicence = detector({
  framework: 'pyproject.toml',
  format: 'toml',
  files: /(?:^|\/)pyproject\.toml$/,
  mentions: ['license', 'License'],

  *facts({ root, document: { path } }): Iterable<FactDraft> {
    for (const table of [root.get('project'), root.at('tool.poetry')]) {
      const entry = table?.entry('license');
      const name = entry?.node.text ?? entry?.node.get('text')?.text ?? (entry?.node.get('file') ? undefined : '');
      // `license = { file = "LICENSE" }` only says where it is.
      if (entry && name) yield stated(entry.span, path, /^[\w .()+-]{1,60}$/.test(name) ? name : undefined);
      const classifier = table?.get('classifiers')?.items.find(({ text }) => text?.startsWith('License ::'));
      if (classifier && !entry) yield stated(classifier.span, path, classifier.text?.split('::').at(-1)?.trim());
    }
  },
});

/** https://maven.apache.org/pom.html#licenses */
export const mavenLicence = detector({
  framework: 'Maven',
  format: 'text',
  files: /(?:^|\/)pom\.xml$/,
  mentions: ['<licenses>'],

  *facts({ document: { path, text } }): Iterable<FactDraft> {
    const start = text.indexOf('<licenses>');
    const name = /<name>\s{0,40}([^<]{1,100}?)\s{0,40}<\/name>/.exec(text.slice(start, start + 600))?.[1];
    yield stated({ start, end: start + '<licenses>'.length }, path, name);
  },
});
