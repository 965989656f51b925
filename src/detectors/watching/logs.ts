import { LogFile, LogFormat, LogRotation } from '../../facts/observability.js';
import type { Role } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import { before } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { detector } from '../detector.js';
import { placeOf } from './patterns.js';

const SHIPS: readonly Role[] = ['production'];
type Json = 'on' | 'off' | 'switch' | 'unknown';

/** A setting that turns JSON on and is off by itself: `LOG_JSON: bool = False`, `LOG_FORMAT = "text"`. */
const SWITCH =
  /\b\w{0,30}(?:log_?json|json_?logs?|json_?logging|structured_?log(?:s|ging)?|log_?format|logging_?format)["']?\s{0,4}(?::\s{0,4}[\w.[\]| ]{1,40}?)?\s{0,4}[:=,(]\s{0,4}(?:\w{1,30}\(\s{0,8}(?:["'][\w-]{1,40}["']\s{0,4},\s{0,8})?(?:default\s{0,4}=\s{0,4})?)?(?:False\b|false\b|["'](?:text|plain|console|pretty|simple|human|false|0)["'])/i;

export const pythonLogFormats = detector({
  framework: 'Logging in Python',
  format: 'python',
  roles: SHIPS,
  mentions:
    /structlog|pythonjsonlogger|Json(?:Log)?Formatter|JSON(?:Log)?Formatter|json_log_formatter|ecs_logging|loguru|logging_json|StackdriverJsonFormatter|google\.cloud\.logging/,

  *facts(python): Iterable<FactDraft> {
    const { text } = python.document;
    const state = (conditions: readonly string[]): Json => (conditions.length > 0 ? 'unknown' : 'on');
    for (const call of python.calls('*JSONRenderer'))
      if (text.includes('structlog'))
        yield LogFormat(
          { span: call.calleeSpan },
          { tool: 'structlog', json: ternary(text, call.span.start) ? 'unknown' : state(call.conditions) },
        );
    for (const call of python.calls('*.add'))
      if (text.includes('loguru') && call.option('serialize'))
        yield LogFormat(
          { span: call.calleeSpan },
          { tool: 'loguru', json: isTrue(call.option('serialize')) ? state(call.conditions) : 'unknown' },
        );
    for (const call of python.calls(
      '*JsonFormatter',
      '*JSONFormatter',
      '*JsonLogFormatter',
      '*VerboseJSONFormatter',
      'ecs_logging.*Formatter',
    ))
      yield LogFormat(
        { span: call.calleeSpan },
        { tool: call.name.split('.').at(-1) ?? '', json: ternary(text, call.span.start) ? 'unknown' : state(call.conditions) },
      );
    // `"()": "pythonjsonlogger.jsonlogger.JsonFormatter"` in a dictionary; a handler has to take it.
    const named =
      /["']([\w-]{1,40})["']\s{0,4}:\s{0,4}\{[^{}]{0,300}?["'](?:\(\)|class)["']\s{0,4}:\s{0,4}["']?[\w.]{0,80}(?:Json(?:Log)?Formatter|JSON(?:Log)?Formatter|ProcessorFormatter|StackdriverJsonFormatter)\b/.exec(
        text,
      );
    if (named) {
      const used = new RegExp(String.raw`["']formatter["']\s{0,4}:\s{0,4}["']${named[1] ?? ''}["']`).test(text);
      yield LogFormat(
        { span: { start: named.index, end: named.index + Math.min(named[0].length, 40) } },
        { tool: 'a JSON formatter', json: used && !named[0].includes('ProcessorFormatter') ? 'on' : 'unknown' },
      );
    }
    for (const { module, span } of python.importList)
      if (/^(?:structlog|pythonjsonlogger|loguru|google\.cloud\.logging)\b/.test(module)) {
        yield LogFormat({ span }, { tool: module.split('.')[0] ?? module, json: module.startsWith('loguru') ? 'off' : 'unknown' });
        break;
      }
  },
});

const isTrue = (value: { readonly kind: string; readonly on?: boolean } | undefined): boolean =>
  value?.kind === 'flag' && value.on === true;
/** `JSONRenderer() if settings.json else ConsoleRenderer()` */
const ternary = (text: string, at: number): boolean =>
  /\bif\b[^\n]{0,100}\belse\b|\belse\b/.test(
    text
      .slice(at, at + 120)
      .split(/[\n,]/)
      .slice(0, 2)
      .join(' '),
  ) || /\belse\s{0,4}$/.test(text.slice(Math.max(0, at - 10), at).replace(/structlog\.processors\./, ''));

export const logSwitches = detector({
  framework: 'Log settings',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java|toml|ya?ml|properties)$/,
  roles: SHIPS,
  mentions:
    /log_?json|LOG_?JSON|json_?logs?\b|JSON_?LOGS?\b|jsonLogs?|structured_?log|STRUCTURED_?LOG|log_?format|LOG_?FORMAT|logFormat|logging_format/,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(document, SWITCH);
    if (span)
      yield LogFormat(
        { span },
        {
          tool:
            withoutComments(document)
              .slice(span.start, span.end)
              .split(/["':=,(\s]/)[0] ?? '',
          json: 'switch',
        },
      );
  },
});

interface Sign {
  readonly tool: string;
  readonly json: Json;
  readonly at: RegExp;
  readonly beside?: RegExp;
  /** Where this stands in the file as well, what is written is decided somewhere else. */
  readonly unless?: RegExp;
}

function* formats(document: Parameters<typeof placeOf>[0], table: readonly Sign[]): Iterable<FactDraft> {
  for (const { tool, json, at, beside, unless } of table) {
    if (beside && !beside.test(document.text)) continue;
    const span = placeOf(document, at);
    if (span) yield LogFormat({ span }, { tool, json: unless?.test(document.text) ? 'unknown' : json });
  }
}

const SCRIPT: readonly Sign[] = [
  {
    tool: 'pino',
    json: 'on',
    beside: /['"](?:pino|pino-http|nestjs-pino|koa-pino-logger|express-pino-logger)['"]/,
    at: /\b(?:pino|pinoHttp|pinoLogger|PinoLogger|logger)\(|\bLoggerModule\.forRoot(?:Async)?\(/,
    unless: /pino-pretty|prettyPrint/,
  },
  { tool: 'Fastify', json: 'on', beside: /['"]fastify['"]/, at: /\blogger\s{0,4}:\s{0,4}true\b/ },
  {
    tool: 'winston',
    json: 'on',
    beside: /['"](?:winston|nest-winston)['"]/,
    at: /\bformat\.json\(\)|(?<![.\w])json\(\)/,
    unless: /\?\s{0,20}(?:winston\.)?format\.|\bprintf\(|format\.simple\(\)/,
  },
  { tool: 'winston', json: 'unknown', beside: /['"](?:winston|nest-winston)['"]/, at: /\bcreateLogger\(/ },
  { tool: 'Bunyan', json: 'on', beside: /['"]bunyan['"]/, at: /\bcreateLogger\(/ },
  { tool: 'NestJS', json: 'on', at: /\bnew ConsoleLogger\([^)]{0,80}\bjson\s{0,3}:\s{0,3}true/ },
  {
    tool: 'log4js',
    json: 'unknown',
    beside: /['"](?:log4js|tslog|consola|signale|loglevel|loglayer|@logtape\/logtape|logging-winston)['"]/,
    at: /\b(?:configure|new Logger|createConsola|LogLayer)\(/,
  },
];

export const scriptLogFormats = detector({
  framework: 'Logging in JavaScript',
  format: 'text',
  files: /\.[cm]?[jt]s$/,
  roles: SHIPS,
  mentions:
    /['"](?:pino|pino-http|nestjs-pino|koa-pino-logger|express-pino-logger|fastify|winston|nest-winston|bunyan|log4js|tslog|consola|loglayer|@logtape\/logtape)['"]|new ConsoleLogger/,
  facts: ({ document }) => formats(document, SCRIPT),
});

const GO: readonly Sign[] = [
  {
    tool: 'zap',
    json: 'on',
    at: /\bzap\.(?:Must\(zap\.)?NewProduction(?:Config|EncoderConfig)?\(/,
    unless: /NewDevelopment(?:Config)?\(|NewConsoleEncoder/,
  },
  { tool: 'zap', json: 'on', at: /\bzapcore\.NewJSONEncoder\(/, unless: /NewConsoleEncoder/ },
  { tool: 'zap', json: 'unknown', beside: /go\.uber\.org\/zap/, at: /\bzap\.(?:New|Config)\b/ },
  { tool: 'zerolog', json: 'on', beside: /rs\/zerolog/, at: /\bzerolog\.New\(|\blog\.(?:Info|Error|Warn)\(\)/, unless: /ConsoleWriter/ },
  { tool: 'zerolog', json: 'unknown', at: /\bzerolog\.ConsoleWriter\b/ },
  { tool: 'slog', json: 'on', at: /\bslog\.NewJSONHandler\(/, unless: /NewTextHandler|tint\.NewHandler/ },
  { tool: 'logrus', json: 'on', at: /&?\b\w{1,20}\.JSONFormatter\{/, unless: /TextFormatter/ },
  { tool: 'hclog', json: 'on', at: /\bJSONFormat\s{0,4}:\s{0,4}true\b/ },
];

export const goLogFormats = detector({
  framework: 'Logging in Go',
  format: 'text',
  files: /\.go$/,
  roles: SHIPS,
  mentions: /zap\.|zerolog|NewJSONHandler|JSONFormatter|JSONFormat|zapcore/,
  facts: ({ document }) => formats(document, GO),
});

export const javaLogFormats = detector({
  framework: 'Logging in Java',
  format: 'text',
  files:
    /(?:^|\/)(?:logback[\w.-]{0,40}|log4j2?[\w.-]{0,40})\.(?:xml|ya?ml|properties|json)$|(?:^|\/)application(?:-[\w-]{1,40})?\.(?:properties|ya?ml)$|(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  roles: SHIPS,
  mentions:
    /LogstashEncoder|LoggingEventCompositeJsonEncoder|JsonEncoder|JsonLayout|EcsEncoder|EcsLayout|JsonTemplateLayout|StackdriverEncoder|structured|quarkus-logging-json|logstash-logback-encoder/,

  *facts({ document }): Iterable<FactDraft> {
    const on =
      placeOf(
        document,
        /\b(?:LogstashEncoder|LoggingEventCompositeJsonEncoder|JsonEncoder|JsonLayout|EcsEncoder|EcsLayout|JsonTemplateLayout|StackdriverEncoder)\b/,
      ) ??
      placeOf(
        document,
        /^logging\.structured\.format\.console\s{0,4}[=:]\s{0,4}\w|^[ \t]{0,8}structured:[ \t]{0,4}\n[ \t]{1,10}format:[ \t]{0,4}\n[ \t]{1,12}console:[ \t]{0,4}\w/m,
      ) ??
      placeOf(document, /quarkus-logging-json\b/);
    // A profile of Spring's decides which appender it is.
    if (on)
      yield LogFormat(
        { span: on },
        {
          tool: document.text.slice(on.start, on.end).trim().slice(0, 40),
          json: /<springProfile|<if\b/.test(document.text) ? 'unknown' : 'on',
        },
      );
    else {
      const asked = placeOf(document, /logstash-logback-encoder\b/);
      if (asked) yield LogFormat({ span: asked }, { tool: 'logstash-logback-encoder', json: 'unknown' });
    }
  },
});

const OPENED: readonly {
  readonly by: string;
  readonly at: RegExp;
  readonly rotates: 'yes' | 'no' | 'unknown';
  readonly beside?: RegExp;
}[] = [
  { by: 'RotatingFileHandler', at: /\b(?:Timed|Concurrent)?Rotating(?:File)?Handler["'(]/, rotates: 'yes' },
  { by: 'WatchedFileHandler', at: /\bWatchedFileHandler["'(]/, rotates: 'unknown' },
  {
    by: 'FileHandler',
    at: /\blogging\.FileHandler(?=["'(])|(?<![\w.])FileHandler\(\s{0,20}[\w"'./]/,
    rotates: 'no',
    beside: /\blogging\b/,
  },
  { by: 'basicConfig', at: /\bbasicConfig\([^)]{0,200}\bfilename\s{0,3}=/, rotates: 'no' },
  {
    by: 'loguru',
    at: /\blogger\.add\(\s{0,20}(?:f?["'][^"'\n]{1,200}\.(?:log|txt)["']|\w{0,30}(?:log_?file|log_?path)\w{0,20})(?![^)]{0,200}\brotation\s{0,3}=)/i,
    rotates: 'no',
    beside: /\bloguru\b/,
  },
  { by: 'loguru', at: /\brotation\s{0,3}=\s{0,3}["'\d]/, rotates: 'yes', beside: /\bloguru\b/ },
  { by: 'winston', at: /\bDailyRotateFile\(|\bmaxsize\s{0,3}:|\bmaxFiles\s{0,3}:/, rotates: 'yes', beside: /winston/ },
  { by: 'winston', at: /\btransports\.File\(\s{0,20}\{(?![^}]{0,300}\bmax(?:size|Files)\b)/, rotates: 'no', beside: /winston/ },
  { by: 'rotating-file-stream', at: /['"](?:rotating-file-stream|pino-roll|file-stream-rotator)['"]/, rotates: 'yes' },
  { by: 'pino', at: /\bpino\.destination\(\s{0,10}(?:\{[^}]{0,80}dest\s{0,3}:\s{0,3})?['"`][^'"`\n]{1,200}\.log/, rotates: 'no' },
  { by: 'lumberjack', at: /\blumberjack\.Logger\{|\brotatelogs\.New\(/, rotates: 'yes' },
  { by: 'os.OpenFile', at: /\bos\.(?:OpenFile|Create)\(\s{0,10}(?:"[^"\n]{0,200}\.log"|\w{0,20}[lL]ogFile\w{0,20})/, rotates: 'no' },
  { by: 'RollingFileAppender', at: /RollingFileAppender\b/, rotates: 'yes' },
  { by: 'FileAppender', at: /class="[\w.]{0,80}\bFileAppender"|<File\s+name=/, rotates: 'no' },
  // Spring Boot rolls its file at 10 MB by itself.
  { by: 'logging.file', at: /^logging\.file(?:\.name|\.path)?\s{0,4}=\s{0,4}\S/m, rotates: 'yes' },
];

/** Options that have old files packed; Spring Boot packs them by itself. */
const COMPRESSES =
  /\bcompression\s{0,4}=\s{0,4}["']\w|\bzippedArchive["']?\s{0,4}:\s{0,4}true|\bcompress["']?\s{0,4}[:=]\s{0,4}(?:true|["'`]gzip)|\bCompress\s{0,4}:\s{0,4}true|<(?:fileNamePattern|FilePattern)>[^<\n]{0,200}\.(?:gz|zip)|\bfilePattern=["'][^"'\n]{0,200}\.(?:gz|zip)|^logging\.file(?:\.name|\.path)?\s{0,4}=/m;

export const logFiles = detector({
  framework: 'Log files',
  format: 'text',
  files:
    /\.(?:py|[cm]?[jt]s|go|java|ini|conf|cfg)$|(?:^|\/)[\w.-]{0,40}log[\w.-]{0,40}\.(?:json|ya?ml|toml)$|(?:^|\/)(?:logback|log4j)[\w.-]{0,40}\.xml$|(?:^|\/)application[\w.-]{0,40}\.properties$/,
  roles: SHIPS,
  mentions:
    /FileHandler|basicConfig\(|loguru|winston|rotating-file-stream|pino-roll|file-stream-rotator|pino\.destination|lumberjack\.|rotatelogs\.|os\.OpenFile|os\.Create|FileAppender|<File |logging\.file/,

  *facts({ document }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:scripts?|tools?|bin|benchmarks?|notebooks?|migrations?)\//.test(document.path)) return;
    const found = OPENED.filter(({ beside }) => beside?.test(document.text) ?? true).flatMap(({ by, at, rotates }) => {
      const span = placeOf(document, at);
      return span ? [{ by, rotates, span }] : [];
    });
    // One that rotates is what a plain one beside it is chosen instead of.
    const rotating = found.find(({ rotates }) => rotates === 'yes');
    for (const { by, rotates, span } of rotating ? [rotating] : found.slice(0, 1))
      yield LogFile({ span }, { by, rotates, compresses: COMPRESSES.test(document.text) });
  },
});

export const logRotation = detector({
  framework: 'logrotate',
  format: 'text',
  files: /(?:^|\/)(?:[\w.-]{0,40}logrotate[\w.-]{0,40}|logrotate\.d\/[^/]{1,80})$/i,
  mentions: /\brotate\s+\d|\b(?:daily|weekly|hourly|monthly)\b|\bsize\s+\d/,

  *facts({ document }): Iterable<FactDraft> {
    yield LogRotation({ span: before(0) }, { by: 'logrotate', compresses: /^\s{0,12}compress\b/m.test(document.text) });
  },
});

/** Configuration of Python's logging in a file of its own. */
export const logConfigurations = detector({
  framework: 'Logging in Python',
  format: 'text',
  files: /\.(?:json|ya?ml|ini|conf|cfg|toml)$/,
  roles: SHIPS,
  mentions: /[jJ]s[oO]n\w{0,10}Formatter|JSONFormatter|structlog/,

  *facts({ document }): Iterable<FactDraft> {
    const span = placeOf(document, /[\w.]{0,60}(?:[jJ]son\w{0,10}|JSON)Formatter\b/);
    if (span && /\bhandlers?\b/.test(document.text)) yield LogFormat({ span }, { tool: 'a JSON formatter', json: 'unknown' });
  },
});
