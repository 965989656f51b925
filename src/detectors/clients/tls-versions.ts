import { TlsChoice, type Rewording } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import type { CodeSyntax, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { opensslChoice, opensslVersion } from '../proxies/tls.js';

const choice = (at: Span, setting: string, name: string, safe?: Rewording): FactDraft =>
  TlsChoice({ span: at }, { setting, of: 'versions', accepted: [{ name, at }], open: false, safe });

const instead = (source: string, span: Span, words: string, becomes: string): Rewording | undefined =>
  slice(source, span).split(words).length === 2
    ? { words, becomes, edits: [{ span, text: slice(source, span).replace(words, becomes) }] }
    : undefined;

/** The list of ciphers that a text literal is; what is put together at run time is not known. */
function* ciphers(code: CodeSyntax, expression: Expression, setting: string): Iterable<FactDraft> {
  const { value } = expression;
  if (value.kind !== 'text' || value.uri !== undefined || !/^[A-Z0-9!@:+\-_,= ]{2,2000}$/.test(value.text)) return;
  yield TlsChoice({ span: expression.span }, { setting, of: 'ciphers', ...opensslChoice(value.text, value.span, code.document.text) });
}

/** One version, named by a constant: `ssl.PROTOCOL_TLSv1`, `SSL.SSLv3_METHOD`, `ssl.TLSVersion.TLSv1_1`; those that negotiate are none. */
function pythonVersion({ text }: Expression): string | undefined {
  const [, word] =
    /^(?:\w{1,30}\.){0,2}(?:PROTOCOL_|TLSVersion\.)(SSLv[23]|TLSv1(?:_[0-3])?)$/.exec(text) ??
    /^(?:\w{1,30}\.)?(SSLv[23]|TLSv1(?:_[0-3])?)_METHOD$/.exec(text) ??
    [];
  return word === undefined ? undefined : opensslVersion(word.replace('_', '.'));
}

/** https://docs.python.org/3/library/ssl.html#protocol-versions, https://www.pyopenssl.org/en/latest/api/ssl.html */
export const pythonTlsVersions = detector({
  framework: 'ssl',
  format: 'python',
  mentions: /\bPROTOCOL_(?:SSLv[23]|TLSv1)|TLSVersion\.(?:SSLv3|TLSv1)|(?:SSLv[23]|TLSv1(?:_1)?)_METHOD|\.set_ciphers\(/,

  *facts(python): Iterable<FactDraft> {
    const source = python.document.text;
    for (const call of python.calls('*')) {
      for (const argument of call.args) {
        const version = call.method === 'append' ? undefined : pythonVersion(argument);
        if (version !== undefined) yield choice(argument.span, `${call.method}(${argument.text})`, version);
      }
      if (call.method === 'set_ciphers' && call.args[0]) yield* ciphers(python, call.args[0], 'set_ciphers');
    }
    for (const { name, expression, by } of python.namedValues()) {
      if (!/(?:ssl_?version|tls_?version|minimum_version|protocol|ssl_?protocol|version)$/i.test(name) || by === 'entry') continue;
      const version = pythonVersion(expression);
      if (version === undefined) continue;
      const last = name.slice(name.lastIndexOf('.') + 1);
      const [, word = ''] = /TLSVersion\.(\w+)$/.exec(expression.text) ?? [];
      yield choice(expression.span, last, version, word === '' ? undefined : instead(source, expression.span, word, 'TLSv1_2'));
    }
  },
});

/** https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions */
export const javascriptTlsVersions = detector({
  framework: 'Node.js TLS',
  format: 'javascript',
  mentions: /\b(?:min|max)Version["']?\s{0,4}[:=]\s{0,4}["'`]|\bsecureProtocol\b|DEFAULT_MIN_VERSION|\bciphers["']?\s{0,4}[:=]/,

  *facts(javascript): Iterable<FactDraft> {
    const source = javascript.document.text;
    const speaksTls = /\b(?:tls|https|http2|SecureContext|createServer)\b/.test(source);
    for (const { name, expression, by } of javascript.namedValues()) {
      if (by !== 'entry' && by !== 'assignment') continue;
      const last = name.slice(name.lastIndexOf('.') + 1);
      const { value, span } = expression;
      if (
        /^(?:minVersion|maxVersion|DEFAULT_MIN_VERSION|DEFAULT_MAX_VERSION)$/.test(last) &&
        value.kind === 'text' &&
        value.uri === undefined
      ) {
        const version = /^(?:TLSv1(?:\.[0-3])?|SSLv3)$/.test(value.text) ? opensslVersion(value.text) : undefined;
        const least = /min/i.test(last);
        if (version !== undefined) yield choice(span, last, version, least ? instead(source, span, value.text, 'TLSv1.2') : undefined);
      } else if (last === 'secureProtocol' && value.kind === 'text' && value.uri === undefined) {
        const [, word] = /^(SSLv[23]|TLSv1(?:_[12])?)(?:_(?:client|server))?_method$/.exec(value.text) ?? [];
        const version = word === undefined ? undefined : opensslVersion(word.replace('_', '.'));
        if (version !== undefined) yield choice(span, last, version, instead(source, span, value.text, 'TLSv1_2_method'));
      } else if (last === 'ciphers' && speaksTls) yield* ciphers(javascript, expression, last);
    }
  },
});

/** https://pkg.go.dev/crypto/tls#Config */
export const goTlsVersions = detector({
  framework: 'crypto/tls',
  format: 'go',
  mentions: /\btls\.(?:VersionSSL30|VersionTLS1[01]|TLS_\w{0,40}(?:RC4|3DES))/,

  *facts(go): Iterable<FactDraft> {
    const source = go.document.text;
    for (const call of go.calls('*')) {
      if (!call.constructs || call.name !== 'crypto/tls.Config') continue;
      for (const setting of ['MinVersion', 'MaxVersion']) {
        const entry = call.entry(setting);
        if (entry) yield* goVersion(source, setting, entry.expression);
      }
      const suites = call.entry('CipherSuites')?.expression;
      if (suites) yield* goCiphers(suites);
    }
    for (const { name, expression, by } of go.namedValues())
      if (by === 'assignment' && /\.(?:Min|Max)Version$/.test(name))
        yield* goVersion(source, name.slice(name.lastIndexOf('.') + 1), expression);
  },
});

function* goVersion(source: string, setting: string, { text, span }: Expression): Iterable<FactDraft> {
  const [, word] = /^\w{0,30}\.?(Version(?:SSL30|TLS1[0-3]))$/.exec(text) ?? [];
  const version = word === undefined ? undefined : word === 'VersionSSL30' ? 'SSL 3' : opensslVersion(word);
  if (word !== undefined && version !== undefined)
    yield choice(span, setting, version, setting === 'MinVersion' ? instead(source, span, word, 'VersionTLS12') : undefined);
}

function* goCiphers({ span, items }: Expression): Iterable<FactDraft> {
  const accepted = items.flatMap((item) => {
    const [, name] = /\.?(TLS_\w{1,80})$/.exec(item.text) ?? [];
    return name === undefined ? [] : [{ name, at: item.span }];
  });
  if (accepted.length > 0)
    yield TlsChoice({ span }, { setting: 'CipherSuites', of: 'ciphers', accepted, open: accepted.length < items.length, safe: undefined });
}

/** https://docs.oracle.com/en/java/javase/21/docs/specs/security/standard-names.html#sslcontext-algorithms */
export const javaTlsVersions = detector({
  framework: 'JSSE',
  format: 'java',
  mentions: /"(?:SSLv[23](?:Hello)?|TLSv1(?:\.1)?)"/,

  *facts(java): Iterable<FactDraft> {
    for (const call of java.calls('*')) {
      const context = call.method === 'getInstance' && call.name.endsWith('SSLContext.getInstance');
      const list = /^(?:setEnabledProtocols|setProtocols|setSupportedProtocols|includeProtocols|setIncludeProtocols|protocols)$/.test(
        call.method,
      );
      if (!context && !list) continue;
      const named = [...call.args, ...call.args.flatMap((argument) => argument.items)];
      for (const argument of context ? call.args.slice(0, 1) : named) {
        const { value } = argument;
        if (value.kind !== 'text' || value.uri !== undefined) continue;
        const version = opensslVersion(value.text);
        if (version !== undefined)
          yield choice(
            argument.span,
            call.method,
            version,
            context ? instead(java.document.text, argument.span, value.text, 'TLSv1.2') : undefined,
          );
      }
    }
  },
});
