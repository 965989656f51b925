import { catalogue } from '../checklist/catalogue.js';
import { type Claim, claimsOf, linkOf } from '../checklist/markdown/claims.js';
import { type ImportedChecklist, countsOf, importChecklist } from '../checklist/markdown/import.js';
import { withoutSecrets } from '../checklist/markdown/text.js';
import { canTick, repairs, tick } from '../checklist/markdown/tick.js';
import type { Assessment } from '../model/checklist.js';
import { baseName } from '../model/document.js';
import type { Finding, Fix, RuleId, Severity } from '../model/finding.js';
import type { ImportedSummary } from '../model/imported.js';
import { LineIndex } from '../model/lines.js';
import type { Place } from '../model/span.js';
import type { Session } from './session.js';

/** What is said about the lines of a team's own checklist, as rules. */
export const CLAIMS = {
  contradicted: 'checklist/claim-contradicted',
  outdated: 'checklist/claim-outdated',
  damaged: 'checklist/damaged-encoding',
} as const satisfies Record<string, RuleId>;

export const isClaim = (rule: string): boolean => (Object.values(CLAIMS) as readonly string[]).includes(rule);

/** A Markdown checklist that `preflight.yaml` imports, as its text stands now. */
export interface ImportedFile {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly list: ImportedChecklist;
}

interface Around {
  readonly session: Pick<Session, 'settings' | 'textOf' | 'revisionOf' | 'documentOf'>;
  uriOf(path: string): string;
  pathOf(uri: string): string | undefined;
  /** SHA-256 in hexadecimal. */
  digest(text: string): string;
}

/** The team's own checklists of one workspace, live: read again when their text changes. */
export class Lists {
  readonly #around: Around;
  readonly #read = new Map<string, { readonly revision: string | undefined; readonly file: ImportedFile }>();
  #claimed:
    | {
        readonly assessment: Assessment;
        readonly files: readonly ImportedFile[];
        readonly claims: ReadonlyMap<ImportedFile, readonly Claim[]>;
      }
    | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** The lists in the order of `preflight.yaml`; what is not there, or not read, is left out. */
  files(): readonly ImportedFile[] {
    const { session, uriOf } = this.#around;
    return [...new Set(session.settings.checklist.imports.map(cleaned))].flatMap((path) => {
      const uri = uriOf(path);
      const revision = session.revisionOf(uri);
      const known = this.#read.get(uri);
      if (known && revision !== undefined && known.revision === revision) return [known.file];
      const text = session.textOf(uri);
      if (text === undefined) return [];
      const file = { uri, path, text, list: importChecklist(text, baseName(path)) };
      this.#read.set(uri, { revision, file });
      return [file];
    });
  }

  /** Imports of which there is no text, as `preflight.yaml` writes them. */
  missing(): ReadonlySet<string> {
    const { session, uriOf } = this.#around;
    return new Set(session.settings.checklist.imports.filter((path) => session.revisionOf(uriOf(cleaned(path))) === undefined));
  }

  /** Lines that the workspace contradicts, or has overtaken. */
  claims(assessment: Assessment): ReadonlyMap<ImportedFile, readonly Claim[]> {
    const files = this.files();
    const known = this.#claimed;
    if (known?.assessment === assessment && known.files.length === files.length && known.files.every((file, i) => file === files[i]))
      return known.claims;
    const { links } = this.#around.session.settings.checklist;
    const states = new Map(assessment.sections.flatMap(({ items }) => items.map((state) => [state.item.id, state] as const)));
    const around = {
      links: links.map(cleanedLink),
      sections: catalogue,
      states,
      roleOf: (uri: string) => this.#around.session.documentOf(uri)?.role,
    };
    const claims = new Map(files.map((file) => [file, [...claimsOf({ file: file.path, list: file.list, ...around })]] as const));
    this.#claimed = { assessment, files, claims };
    return claims;
  }

  /** The same as findings of the Markdown files, and where their encoding is damaged. */
  findings(assessment: Assessment): readonly Finding[] {
    return [...this.claims(assessment)].flatMap(([file, claims]) => [
      ...this.#damaged(file),
      ...claims.flatMap((claim) => [...this.#found(file, claim)]),
    ]);
  }

  /** For reports. */
  summaries(assessment: Assessment): readonly ImportedSummary[] {
    const links = this.#around.session.settings.checklist.links.map(cleanedLink);
    return [...this.claims(assessment)].map(([{ path, list }, claims]) => ({
      path,
      counts: countsOf(list),
      items: list.sections.flatMap(({ title, items }) =>
        items.flatMap((index) => {
          const item = list.items[index];
          if (!item) return [];
          const { line, text, checked } = item;
          return {
            line: line + 1,
            section: title,
            text: withoutSecrets(text),
            checked,
            linked: linkOf(links, path, item),
            claim: claims.find((claim) => claim.index === index)?.is,
          };
        }),
      ),
    }));
  }

  *#damaged(file: ImportedFile): Iterable<Finding> {
    const [first] = file.list.damaged;
    if (!first) return;
    const count = file.list.damaged.length;
    const places = count === 1 ? 'This character was' : `These and ${String(count - 1)} more characters were`;
    const fix: Fix = { title: 'Repair the encoding of this file', kind: 'safe', edits: repairs(file.list) };
    yield* this.#finding(CLAIMS.damaged, 'info', file, first.span, 'encoding', {
      message: `${places} saved in the wrong code page: '${first.meant}' is meant, and readers see '${first.seen}'. Repair the file.`,
      fixes: [fix],
    });
  }

  *#found(file: ImportedFile, { index, is, findings, evidence, state }: Claim): Iterable<Finding> {
    const item = file.list.items[index];
    if (!item) return;
    const { text, list } = file;
    const line = `Line ${String(item.line + 1)}`;
    const words = `'${shortened(withoutSecrets(item.text))}'`;
    const edit = canTick(item) ? tick(text, list, item, is === 'outdated') : undefined;
    if (is === 'contradicted') {
      const [first] = findings;
      if (!first) return;
      const others = findings.length - 1;
      const shows =
        first.workspaceGap === true
          ? 'nothing in the workspace shows it'
          : `'${this.#shown(first.at)}'${others ? ` and ${String(others)} more place${others === 1 ? '' : 's'} show` : ' shows'} otherwise`;
      yield* this.#finding(CLAIMS.contradicted, 'warning', file, item.words, item.id, {
        message: `${line} says ${words}, but ${shows}: whoever relies on this list is misled. ${first.workspaceGap === true ? 'Set it up' : 'Fix that place'}, or untick the line.`,
        related: findings.slice(0, MOST_RELATED).map(({ at, message }) => ({ at, note: message })),
        fixes: edit ? [{ title: 'Untick this line', kind: 'suggestion', edits: [edit] }] : [],
      });
      return;
    }
    const [proof] = evidence;
    const shows =
      proof && state.coverage === undefined
        ? `'${this.#shown(proof.at)}' shows that it is done`
        : `nothing speaks against it (${state.coverage ?? 'all was read'})`;
    const action = item.box ? 'Tick the box.' : item.sign ? 'Mark it as done.' : 'Remove the line.';
    yield* this.#finding(CLAIMS.outdated, 'info', file, item.words, item.id, {
      message: `${line} still lists ${words} as open, though ${shows}: the list looks worse than it is. ${action}`,
      related: evidence.slice(0, MOST_RELATED).map(({ at, note }) => ({ at, note })),
      fixes: edit ? [{ title: 'Tick this line', kind: 'edit', edits: [edit] }] : [],
    });
  }

  *#finding(
    rule: RuleId,
    usual: Severity,
    { uri, path }: ImportedFile,
    span: Place['span'],
    subject: string,
    said: Pick<Finding, 'message' | 'fixes'> & Partial<Pick<Finding, 'related'>>,
  ): Iterable<Finding> {
    const severity = this.#around.session.settings.severityOf(rule, path) ?? usual;
    if (severity === 'off') return;
    const fingerprint = this.#around.digest(`${rule}\n${path}\n${subject}`).slice(0, 16);
    yield { rule, severity, confidence: 'sure', at: { uri, span }, related: [], fingerprint, ...said };
  }

  /** A place in words: `app/main.py:12`. */
  #shown({ uri, span }: Place): string {
    const path = this.#around.pathOf(uri) ?? uri;
    const text = this.#around.session.textOf(uri);
    return text === undefined ? path : `${path}:${String(new LineIndex(text).lineOf(span.start) + 1)}`;
  }
}

const MOST_RELATED = 5;
const LONGEST_WORDS = 60;

const shortened = (text: string): string => (text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS - 1).trimEnd()}…` : text);

/** Paths as people write them: `./docs/READY.md`. */
const cleaned = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
const cleanedLink = <T extends { readonly file: string }>(link: T): T => ({ ...link, file: cleaned(link.file) });
