import type { DeedKind } from './deed.js';

/** What a script may do, by its name: all that is left when its content is not known. */
const HINTS: readonly (readonly [RegExp, ...DeedKind[]])[] = [
  [
    /test|spec\b|e2e|integration|verif|validat|(?:^|[-_:./])ci(?:$|[-_:./])|(?:^|[-_])qa|^all$|^default$|^$|pipeline|(?:^|[-_:./])checks?(?:[-_:.](?:all|code|pr))?(?:\.\w{2,3})?$|^(?:build|run|entrypoint|main)(?:\.\w{2,3})?$/i,
    'tests',
    'measures coverage',
  ],
  [
    /lint|style|static|format|fmt|type-?check|quality|verif|validat|(?:^|[-_:./])ci(?:$|[-_:./])|(?:^|[-_])qa|^all$|^default$|^$|pipeline|(?:^|[-_:./])checks?(?:[-_:.](?:all|code|pr|types?))?(?:\.\w{2,3})?$|analy[sz]e/i,
    'lints',
    'type-checks',
    'checks formatting',
    'lints configuration',
  ],
  [
    /scan|audit|secur|vuln|cve|sast|(?:^|[-_:./])ci(?:$|[-_:./])|^all$|^default$|^$|pipeline/i,
    'scans dependencies',
    'scans code',
    'scans images',
    'scans for secrets',
  ],
  [/cov/i, 'tests', 'measures coverage'],
  [
    /docker|image|container|^build(?:$|[-_:.])|[-_:./]build$|release|package|publish|deploy|(?:^|[-_:./])ci(?:$|[-_:./])|^all$|^$|push|pipeline|ship/i,
    'builds an image',
  ],
];

export const hintsOf = (name: string): readonly DeedKind[] => [
  ...new Set(HINTS.flatMap(([pattern, ...kinds]) => (pattern.test(name) ? kinds : []))),
];

/** What a script's name says outright: `test:unit`, `lint`, `typecheck`. */
const TELLING: readonly (readonly [RegExp, ...DeedKind[]])[] = [
  [
    /^(?:run[-_]?)?(?:(?:unit|integration|e2e|functional|api|backend|frontend|server|client|go|py|python|js|ui|web|all)[-_:.])?(?:tests?|e2e|spec)(?:[-_:.](?!gen|build|setup|prepare|clean|data|db|env|up|down|install|watch|ui|debug|update)[\w:.-]{1,40})?$/i,
    'tests',
  ],
  [/^(?:run[-_]?)?(?:[\w]{1,20}[-_:.])?lint(?:[-_:.](?!fix|staged|docs|md|markdown|commit)[\w:.-]{1,40})?$/i, 'lints'],
  [
    /^(?:[\w]{1,20}[-_:.])?(?:type-?check(?:s|ing)?|check[-_:.]?types?|tsc|types[-_:.]check|ts[-_:.]check|mypy|pyright)(?:[-_:.][\w:.-]{1,40})?$/i,
    'type-checks',
  ],
  [/^(?:[\w]{1,20}[-_:.])?(?:format|fmt|prettier)[-_:.]?check$|^check[-_:.]?(?:format|fmt|formatting)$/i, 'checks formatting'],
];

export const toldBy = (name: string): readonly DeedKind[] => [
  ...new Set(TELLING.flatMap(([pattern, ...kinds]) => (pattern.test(name) ? kinds : []))),
];
