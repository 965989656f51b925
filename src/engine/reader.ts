import type { Document, Format } from '../model/document.js';
import { formatOf } from './classify.js';
import type { Analysis, Detection } from './detect.js';
import type { Cancellation, Listed, Source, Workspace } from './workspace.js';

/** A file of the workspace that is to be read, with what its place tells of it. */
export interface File extends Listed, Pick<Document, 'role' | 'tracked'> {
  /** There where analyses are kept: the digest under which one of the file is. */
  readonly kept?: { readonly key: string | undefined } | undefined;
}

/** A file that is there and not read: it stands for what a file of its name says without any content. */
export interface Unread {
  readonly is: 'unread';
  readonly why: string;
  /** There is no such file. */
  readonly missing: boolean;
  readonly analysis: Analysis;
}

export interface Read extends Shape {
  readonly is: 'read';
  /** A digest of all that the analysis depends on; undefined where nobody keeps it. */
  readonly key: string | undefined;
  /** Undefined where it is kept under the key. */
  readonly analysis: Analysis | undefined;
  /** The text, where the workspace cannot be asked for it again at once. */
  readonly held: string | undefined;
}

/** What reading one file came to, as plain data: it can be done in another thread. */
export type Reading = Unread | Read;

/** Reads many files with a reader and with others of its kind, in whatever order, and hands each over. Stops early when it is cancelled. */
export type Readers = (reader: Reader, files: readonly File[], take: Take, cancel: Cancellation) => Promise<void>;

export type Take = (file: File, reading: Reading) => void;

/** What a document is read as. */
export interface Shape {
  readonly format: Format;
  /** The number of characters beyond which nobody writes such a file by hand, where it is longer: then it is searched as text. */
  readonly beyond: number | undefined;
}

/** Characters beyond which nobody wrote a file of a format by hand: it is searched as text, and said under *skipped*. */
const STRUCTURE_LIMITS: Partial<Record<Format, number>> = { dockerfile: 65_536, shell: 262_144, nginx: 262_144 };
/** The same for any other format. What is read from disk is no longer, a text in an editor may be. */
const LONGEST = 1_048_576;

export function shapeOf(path: string, text: string): Shape {
  const format = formatOf(path, text);
  const limit = STRUCTURE_LIMITS[format] ?? LONGEST;
  return text.length > limit ? { format: 'text', beyond: format === 'text' ? undefined : limit } : { format, beyond: undefined };
}

/** Files whose texts are in memory together. */
const AT_ONCE = 32;

/** Reads files of one workspace and says what they say. */
export class Reader {
  readonly #workspace: Pick<Workspace, 'read' | 'digest'>;
  readonly #detection: Detection;

  constructor(workspace: Pick<Workspace, 'read' | 'digest'>, detection: Detection) {
    this.#workspace = workspace;
    this.#detection = detection;
  }

  /** Texts come several at a time: a disk answers faster than between two analyses. */
  async readAll(files: readonly File[], take: Take, cancel: Cancellation): Promise<void> {
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const few = files.slice(at, at + AT_ONCE).map((file) => ({ file, source: this.#source(file) }));
      for (const { file, source } of few) {
        if (cancel.aborted) return;
        take(file, await this.#reading(file, source));
      }
    }
  }

  read(file: File): Promise<Reading> {
    return this.#reading(file, this.#source(file));
  }

  #source({ uri, skipped }: File): Source | Promise<Source> {
    return skipped === undefined ? this.#workspace.read(uri) : { skipped };
  }

  async #reading({ uri, path, role, tracked, kept }: File, reading: Source | Promise<Source>): Promise<Reading> {
    const source = reading instanceof Promise ? await reading : reading;
    if ('skipped' in source) {
      const analysis = await this.#detection.analyse({ uri, path, format: 'text', role, version: 0, tracked, text: '' });
      return { is: 'unread', why: source.skipped, missing: source.missing ?? false, analysis };
    }
    const { text } = source;
    const shape = shapeOf(path, text);
    const { format } = shape;
    const key = kept && this.#workspace.digest([uri, path, format, role, String(tracked), text].join('\n'));
    const isKept = key !== undefined && key === kept?.key;
    return {
      is: 'read',
      ...shape,
      key,
      analysis: isKept ? undefined : await this.#detection.analyse({ uri, path, format, role, version: 0, tracked, text }),
      held: reading instanceof Promise ? text : undefined,
    };
  }
}
