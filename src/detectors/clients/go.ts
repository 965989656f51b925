import { type Value, unknown } from '../../model/value.js';
import { covers } from '../../model/span.js';
import type { Call, CodeSyntax } from '../../syntax/code.js';
import { detector } from '../detector.js';
import { switched } from './certificate-checks.js';

const WORDS = { on: 'true', off: 'false' };
/** With one of these the program looks at the certificate itself. https://pkg.go.dev/crypto/tls#Config */
const OWN_CHECKS = ['VerifyConnection', 'VerifyPeerCertificate'];

export const goCertificates = detector({
  framework: 'crypto/tls',
  format: 'go',
  mentions: ['InsecureSkipVerify'],

  *facts(go) {
    const source = go.document.text;
    for (const call of go.calls('*')) {
      const entry = call.constructs ? call.entry('InsecureSkipVerify') : undefined;
      if (!entry) continue;
      const checked =
        OWN_CHECKS.some((name) => call.entry(name) !== undefined) || (call.target !== undefined && setsOwnCheck(go, call.target));
      yield* switched(source, {
        span: entry.span,
        expression: entry.expression,
        words: WORDS,
        skips: true,
        peers: peersOf(go, call),
        ...(checked ? { reads: (value: Value) => unknown(value) } : {}),
        // Another struct's field of that name is handed on to a tls.Config, as a rule.
        confidence: call.name === 'crypto/tls.Config' ? 'sure' : 'likely',
      });
    }
    for (const { name, expression, span, by } of go.namedValues()) {
      if (by !== 'assignment' || !name.endsWith('.InsecureSkipVerify')) continue;
      const checked = setsOwnCheck(go, name.slice(0, name.lastIndexOf('.')));
      yield* switched(source, {
        span,
        expression,
        words: WORDS,
        skips: true,
        ...(checked ? { reads: (value: Value) => unknown(value) } : {}),
      });
    }
  },
});

const setsOwnCheck = (go: CodeSyntax, object: string): boolean =>
  [...go.namedValues()].some(({ name, by }) => by === 'assignment' && OWN_CHECKS.some((check) => name === `${object}.${check}`));

/** `ServerName` beside it, or the address of the call that it is handed to. */
function peersOf(go: CodeSyntax, config: Call): readonly Value[] {
  const name = config.option('ServerName');
  if (name) return [name];
  const outer = [...go.calls('*')].filter(
    (call) => covers(call.span, config.span) && call.span.start !== config.span.start && !call.constructs,
  );
  const address = outer
    .toReversed()
    .flatMap((call) => call.args.map((argument) => argument.value))
    .find((value) => value.kind === 'text' && /[.:]/.test(value.text));
  return address ? [address] : [];
}
