import type { Document } from '../model/document.js';
import type { TextEdit } from '../model/finding.js';
import { type Span, before } from '../model/span.js';
import { addImport } from './imports.js';

/** Writes a probe's route in the way of one framework. */
interface Writer {
  /** `app` is the variable, `unit` one step of indentation. */
  readonly lines: (app: string, unit: string, style: Style) => readonly string[];
  /** Blank lines before it where the code is not indented, and where it is. */
  readonly gap: readonly [number, number];
  /** A name that the route takes; nothing is written where the document has it. */
  readonly takes?: string;
}

interface Style {
  readonly quote: string;
  readonly end: string;
}

const python = (decorator: string): Writer => ({
  lines: (app, unit) => [`@${app}.${decorator}("/health")`, 'def health():', `${unit}return {"status": "ok"}`],
  gap: [2, 1],
  takes: 'health',
});
const javascript = (line: (app: string, quote: string) => string): Writer => ({
  lines: (app, _unit, { quote, end }) => [`${line(app, quote)}${end}`],
  gap: [1, 1],
});

const WRITERS: Readonly<Record<string, Writer>> = {
  FastAPI: python('get'),
  Flask: python('route'),
  APIFlask: python('get'),
  Quart: {
    ...python('route'),
    lines: (app, unit) => [`@${app}.route("/health")`, 'async def health():', `${unit}return {"status": "ok"}`],
  },
  Express: javascript((app, q) => `${app}.get(${q}/health${q}, (req, res) => res.json({ status: ${q}ok${q} }))`),
  Fastify: javascript((app, q) => `${app}.get(${q}/health${q}, async () => ({ status: ${q}ok${q} }))`),
  Hono: javascript((app, q) => `${app}.get(${q}/health${q}, (c) => c.json({ status: ${q}ok${q} }))`),
};

const asking = (decorator: string): Writer => ({
  lines: (app, unit) => [
    `@${app}.${decorator}("/ready")`,
    'def ready():',
    `${unit}with engine.connect() as connection:`,
    `${unit}${unit}connection.exec_driver_sql("SELECT 1")`,
    `${unit}return {"status": "ready"}`,
  ],
  gap: [2, 1],
  takes: 'ready',
});

/** Only where a function of SQLAlchemy can be written without knowing more: its engine is left to choose. */
const READY_WRITERS: Readonly<Record<string, Writer>> = { FastAPI: asking('get'), Flask: asking('route') };

/** Adds `GET /ready` that asks a relational database behind the statement that creates an application; `engine` is what a person names. */
export function addReadyRoute(document: Document, creation: Span, framework: string): readonly TextEdit[] | undefined {
  return added(document, creation, READY_WRITERS[framework])?.map((edit) => {
    const start = edit.text.indexOf('engine');
    return { ...edit, placeholder: { start, end: start + 'engine'.length } };
  });
}

/** Adds `GET /health` behind the statement that creates an application; undefined where that is no plain assignment. */
export const addHealthRoute = (document: Document, creation: Span, framework: string): readonly TextEdit[] | undefined =>
  added(document, creation, WRITERS[framework]);

/** The middleware that a framework brings itself, so that no package has to be added. https://fastapi.tiangolo.com/advanced/middleware/#gzipmiddleware */
const COMPRESSING: Readonly<Record<string, { readonly module: string; readonly writer: Writer }>> = Object.fromEntries(
  ['FastAPI', 'Starlette'].map((framework) => [
    framework,
    {
      module: `${framework.toLowerCase()}.middleware.gzip`,
      writer: { lines: (app) => [`${app}.add_middleware(GZipMiddleware, minimum_size=1000)`], gap: [0, 0], takes: 'GZipMiddleware' },
    },
  ]),
);

/** Compresses the responses of an application, behind the statement that creates it. */
export function addCompression(document: Document, creation: Span, framework: string): readonly TextEdit[] | undefined {
  const compressing = COMPRESSING[framework];
  const line = compressing && added(document, creation, compressing.writer);
  const taken = compressing && addImport(document, { module: compressing.module, names: ['GZipMiddleware'] });
  return line && taken && [...taken, ...line];
}

function added({ text }: Document, creation: Span, writer: Writer | undefined): readonly TextEdit[] | undefined {
  const start = text.lastIndexOf('\n', creation.start - 1) + 1;
  const assigned =
    /^([ \t]*)(?:export\s+)?(?:const\s+|let\s+|var\s+)?((?:self\.|this\.)?[A-Za-z_$][\w$]{0,60})(?:\s*:[^=\n]{1,80})?\s*=\s*(?:await\s+|new\s+)?$/.exec(
      text.slice(start, creation.start),
    );
  const end = endOfStatement(text, creation.end);
  if (!writer || !assigned || end === undefined) return undefined;
  const [, indent = '', app = ''] = assigned;
  if (writer.takes !== undefined && new RegExp(`\\b${writer.takes}\\b\\s*[=(,:]|\\bimport\\b[^\\n]{0,200}\\b${writer.takes}\\b`).test(text))
    return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = indent.includes('\t') || /^\t/m.test(text) ? '\t' : '    ';
  const quote = count(text, "'") > count(text, '"') ? "'" : '"';
  const semicolons = /;[ \t]*$/m.test(text);
  const lines = writer.lines(app, unit, { quote, end: semicolons ? ';' : '' }).map((line) => `${indent}${line}`);
  const blank = newline.repeat(1 + writer.gap[indent === '' ? 0 : 1]);
  // Code that goes on right below keeps its distance.
  const next = /^(?:[ \t]*\r?\n){0,4}/.exec(text.slice(end))?.[0].split('\n').length ?? 1;
  const more =
    text.slice(end).trim() === '' || next > writer.gap[indent === '' ? 0 : 1] + 1
      ? ''
      : newline.repeat(writer.gap[indent === '' ? 0 : 1] + 2 - next);
  return [{ span: before(end), text: `${blank}${lines.join(newline)}${more}` }];
}

const count = (text: string, letter: string): number => text.split(letter).length;

/** The end of the line on which the brackets that open at the offset are closed; undefined when other code follows there. */
function endOfStatement(text: string, from: number): number | undefined {
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"' || letter === "'" || letter === '`') {
      at = endOfString(text, at);
      continue;
    }
    if (letter === '#' || (letter === '/' && text[at + 1] === '/')) {
      const line = text.indexOf('\n', at);
      if (depth === 0 || line < 0) break;
      at = line;
    } else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (letter === '\n' && depth === 0) break;
    if (depth < 0) return undefined;
  }
  const stop = text.indexOf('\n', at);
  const lineEnd = stop < 0 ? text.length : text[stop - 1] === '\r' ? stop - 1 : stop;
  return depth === 0 ? lineEnd : undefined;
}

function endOfString(text: string, from: number): number {
  const quote = text[from] ?? '';
  const mark = text.startsWith(quote.repeat(3), from) && quote !== '`' ? quote.repeat(3) : quote;
  for (let at = from + mark.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(mark, at)) return at + mark.length - 1;
    else if (text[at] === '\n' && mark.length === 1 && quote !== '`') return at - 1;
  }
  return text.length;
}
