import { CertificateCheck } from '../../facts/tls.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { flag, unknown } from '../../model/value.js';
import type { Call, Declaration, Expression } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { isAsked, shown } from './certificate-checks.js';

/**
 * Ready-made answers that are always yes.
 * https://javadoc.io/doc/org.apache.httpcomponents/httpclient/latest/org/apache/http/conn/ssl/NoopHostnameVerifier.html,
 * https://netty.io/4.1/api/io/netty/handler/ssl/util/InsecureTrustManagerFactory.html
 */
const TRUSTING =
  /(?:^|\.)(?:NoopHostnameVerifier|AllowAllHostnameVerifier|TrustAllStrategy|TrustSelfSignedStrategy|InsecureTrustManagerFactory|TrustAllCertificates?|SSLConnectionSocketFactory\.ALLOW_ALL_HOSTNAME_VERIFIER|SSLSocketFactory\.ALLOW_ALL_HOSTNAME_VERIFIER)(?:\.INSTANCE)?(?:\(\))?$/;
/** Methods that take a function which says yes or no to a host or a chain. */
const ASKS = /^(?:set)?(?:SSL|Default)?HostnameVerifier$|^loadTrustMaterial$/i;
/** Methods with a flag: what they are called when it is on, and whether on is the check. */
const FLAGS: Readonly<Record<string, boolean>> = {
  setTrustAll: false,
  setVerifyHost: true,
  trustAll: false,
  invalidHostNameAllowed: false,
  validateTLSCertificates: true,
  verifyPeer: true,
};

export const javaCertificates = detector({
  framework: 'Java TLS clients',
  format: 'java',
  mentions:
    /checkServerTrusted|HostnameVerifier|TrustAll|TrustSelfSigned|InsecureTrustManager|loadTrustMaterial|ALLOW_ALL_HOSTNAME|setVerifyHost|invalidHostNameAllowed|validateTLSCertificates|TrustStrategy|verifyPeer/,

  *facts(java) {
    for (const declaration of java.declarations) {
      if (declaration.kind !== 'function') continue;
      if (declaration.name === 'checkServerTrusted' && isEmpty(declaration))
        yield off(declaration.nameSpan, 'checkServerTrusted() {}', declaration.nameSpan);
      if (declaration.name === 'verify' && saysYes(declaration) && declaration.parameters.at(-1)?.type.endsWith('SSLSession'))
        yield off(declaration.nameSpan, 'verify() { return true; }', declaration.nameSpan);
    }
    for (const call of java.calls('*')) {
      if (/^(?:hostname|TrustAll)/i.test(call.method) || call.args.length > 0) yield* ofCall(call);
    }
    for (const { expression, span, by } of java.namedValues()) {
      if (by !== 'assignment') continue;
      if (TRUSTING.test(nameOf(expression))) yield stated(expression, nameOf(expression).replace(/^.*\.(?=\w+\.\w+$)/, ''));
      else if (
        isYes(expression) &&
        /\b(?:HostnameVerifier|TrustStrategy)\s+\w+\s*$/.test(
          java.document.text.slice(Math.max(0, span.start - 60), span.start + 40).split('=')[0] ?? '',
        )
      )
        yield stated(expression, shown(expression.text));
    }
  },
});

function* ofCall(call: Call): Iterable<FactDraft> {
  const checksWhenOn = FLAGS[call.method];
  const [first] = call.args;
  if (checksWhenOn !== undefined && first?.value.kind === 'flag') {
    const { value } = first;
    const checks = value.on === checksWhenOn;
    const setting = shown(`${call.method}(${first.text})`);
    const becomes = String(checksWhenOn);
    const safe = checks
      ? undefined
      : { words: setting, becomes: `${call.method}(${becomes})`, edits: [{ span: first.span, text: becomes }] };
    yield CertificateCheck(
      { span: { start: call.calleeSpan.end - call.method.length, end: call.span.end } },
      { setting, checks: !checks && isAsked(call) ? unknown(first) : flag(first, checks), guards: 'connection', peers: [], safe },
    );
  }
  for (const argument of call.args) {
    const name = nameOf(argument);
    if (TRUSTING.test(name)) yield stated(argument, shown(argument.text));
    else if (ASKS.test(call.method) && isYes(argument)) yield stated(argument, shown(argument.text));
  }
}

const nameOf = (expression: Expression): string => expression.name;

/** `(host, session) -> true`. */
const isYes = (expression: Expression): boolean =>
  expression.shape.is === 'function' && /^(?:true|\{\s*return\s+true\s*;\s*\})$/.test((expression.function?.text ?? '').trim());

const stated = (expression: Expression, setting: string): FactDraft =>
  CertificateCheck(
    { span: expression.span },
    {
      setting,
      checks: isAsked(expression) ? unknown(expression) : flag(expression, false),
      guards: 'connection',
      peers: [],
      safe: undefined,
    },
  );

const off = (span: Span, setting: string, at: Span): FactDraft =>
  CertificateCheck({ span }, { setting, checks: flag({ span: at }, false), guards: 'connection', peers: [], safe: undefined });

/** Without comments, so that `// trust everyone` counts as nothing. */
const bare = ({ text }: Declaration): string =>
  text
    .replace(/\/\/[^\n]*/g, '')
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();

const isEmpty = (declaration: Declaration): boolean => declaration.body !== undefined && /^\{ ?(?:return ?; ?)?\}$/.test(bare(declaration));
const saysYes = (declaration: Declaration): boolean => /^\{ ?return true ?; ?\}$/.test(bare(declaration));
