import type { Topic } from '../../facts/papers.js';

/** How a heading or a file's name says what it is about. A word of what a product does for its users says nothing about itself. */
const TOPICS: readonly (readonly [Topic, RegExp, RegExp?])[] = [
  [
    'installation',
    /\binstall(?:ation|ing)?\b|\bgetting[- ]started\b|\bquick[- ]?start\b|\bset(?:ting)?[- ]?up\b|\bhow to (?:run|start|build|use)\b|\brun(?:ning)?\b[^.]{0,40}\b(?:local(?:ly)?|docker|development|app(?:lication)?|server|project|services?)\b|\b(?:local|dev(?:elopment)?)[- ](?:setup|environment|guide|development)\b|\b(?:running|start(?:ing)?)\b|^(?:usage|docker(?: compose)?|development|build(?:ing)?(?: from source)?|run|launch)$|安装|快速开始|インストール|クイックスタート|설치|установка|instalaci[oó]n|instala[cç][aã]o/i,
    /\b(?:plug-?ins?|hooks?|extensions?|uninstall\w*|dependabot|issues|problems|errors|tests?)\b/i,
  ],
  [
    'deployment',
    /\bdeploy(?:s|ing|ment|ments)?\b|\bself[- ]?host(?:ing|ed)?\b|\b(?:running|run|going|go|install\w*|set(?:ting)?[- ]?up|use|using)\b[^.]{0,30}\b(?:in|to|for|into)[- ]production\b|\bgo(?:ing)?[- ]live\b|\bproduction (?:setup|install(?:ation)?|environment|guide|build|deploy\w*|server|configuration)\b|^(?:in )?production$|\bhosting\b|\broll(?:ing)?[- ]?out\b|部署|デプロイ|배포|развертывание|развёртывание|despliegue|d[ée]ploiement|bereitstellung/i,
    /\bdeploy(?:ment)? (?:keys?|tokens?|frequenc|badges?|previews?|hooks?|status(?:es)?|events?|diagram)|\bweb ?hooks?\b|\bcontributing\b/i,
  ],
  [
    'rollback',
    /\broll(?:ing|ed)?[- ]?backs?\b|\brevert(?:ing)?\b[^.]{0,20}\b(?:release|deploy(?:ment)?|upgrade|version)\b|\bdown-?grad(?:e|es|ing)\b|\brestor(?:e|ing) (?:the |a )?previous (?:version|release)\b|回滚|ロールバック|롤백/i,
    /\b(?:transactions?|transactional|savepoints?|sessions?|unit of work|optimistic|commits?|mutations?|cache|state|sagas?|compensat\w*|steps?|workflows?|queries|exceptions?)\b|\(\)|\bon error\b/i,
  ],
  [
    'troubleshooting',
    /\brun[- ]?books?\b|\btrouble-?shoot(?:ing)?\b|\b(?:common|known|frequent) (?:issues|problems|errors|pitfalls)\b|\bdebugging (?:in )?production\b|\boperat(?:ions|ional|or'?s?) (?:guide|manual|handbook|playbook|procedures?)\b|\b(?:ops|operations?) play ?books?\b|故障排除|常见问题|トラブルシューティング|문제 해결/i,
  ],
  [
    'incidents',
    /\bincident[- ](?:response|handling|process|procedures?|plan|play ?book|run ?book|severit(?:y|ies)|management (?:process|plan|procedures?|policy))\b|\bresponding to (?:an? )?incidents?\b|\b(?:security|production) incidents?\b|\bon[- ]?call\b|\bpost-?mortems?\b|\bescalation(?: (?:path|policy|matrix|procedures?|contacts?|process))?\b|\bemergenc(?:y|ies)(?: (?:procedures?|contacts?|response|plan|access))?\b|\bseverity (?:levels|matrix|definitions)\b|\bdisaster recovery\b|\boutages?\b/i,
  ],
  [
    'api',
    /\b(?:api|rest|graphql|grpc|http|endpoints?)\b[^.]{0,20}\b(?:reference|docs?|documentation|specification|guide|usage|overview|schema)\b|\b(?:rest|http|web|public|graphql|grpc)[- ]?apis?\b|^(?:api|apis|the api|endpoints?|(?:available )?api[- ]endpoints|(?:available )?endpoints|routes|api routes|(?:using|calling|use) the api)$|\b(?:available|api) endpoints\b|\bopenapi\b|\bswagger\b/i,
    /\bapi[- ](?:keys?|tokens?|clients?|changes|versioning)\b/i,
  ],
  [
    'architecture',
    /\barchitectur(?:e|al)\b|\b(?:system|high[- ]level|technical|software) (?:design|overview)\b|\bdesign (?:doc|document|overview|decisions?)\b|\bhow (?:this|the (?:system|project|app\w*)) works\b|\b(?:system|component|sequence|c4|deployment) diagrams?\b|\b(?:project|code|repo(?:sitory)?)[- ](?:structure|layout|overview)\b|\bcodebase (?:overview|tour|layout)\b|架构|アーキテクチャ|아키텍처|архитектура|arquitectura/i,
    /\b(?:arm64|amd64|x86|multi-?arch|supported architectures|cpu|why|folder structure)\b|\?$/i,
  ],
  [
    'security policy',
    /\bsecurity (?:policy|policies|disclosure|contacts?|reports?|vulnerabilit(?:y|ies)|issues?)\b|\breport(?:ing)?\b[^.]{0,30}\b(?:vulnerabilit(?:y|ies)|security)\b|\b(?:responsible|vulnerability) disclosure\b|\bsupported versions\b/i,
  ],
  ['changes', /^(?:change ?log|changes|release notes|release history|version history|history|what'?s new)$/i],
  ['backup', /\bback(?:ing)?[- ]?ups?\b|备份|バックアップ|백업/i, /\b(?:codes?|keys?|mfa|2fa|email|gateway|workers?)\b/i],
  [
    'restore test',
    /\b(?:restor(?:e|es|ing|ation)|recovery|backups?)\b[^.]{0,20}\b(?:tests?|testing|drills?|exercises?|verification|verif(?:y|ying)|validation|rehearsals?)\b|\b(?:test(?:ing)?|verify(?:ing)?|validat(?:e|ing)|rehears(?:e|ing))\b[^.]{0,20}\b(?:restor(?:e|es|ing|ation)|recovery|backups?)\b|\b(?:disaster recovery|dr|game[- ]?day)[- ](?:tests?|drills?|exercises?)\b/i,
  ],
  ['objectives', /\bRTO\b|\bRPO\b|\brecovery (?:time|point)(?: objectives?)?\b|\brecovery objectives?\b/i],
  [
    'environment',
    /\benv(?:ironment)?[- ]?var(?:iable)?s?\b|\benvironment (?:configuration|settings)\b|^(?:configuration|settings|config(?:uring)?|environment)$|环境变量|環境変数/i,
  ],
];

/** The same few headings stand in most documents of a reference. */
const known = new Map<string, readonly Topic[]>();
const MOST_KNOWN = 2_000;

/** What a heading is about. */
export function topicsOf(title: string): readonly Topic[] {
  const short = title.slice(0, 160);
  let topics = known.get(short);
  if (!topics) {
    topics = TOPICS.flatMap(([topic, about, not]) => (about.test(short) && !not?.test(short) ? [topic] : []));
    if (known.size === MOST_KNOWN) known.clear();
    known.set(short, topics);
  }
  return topics;
}

/** What a document is about by its file's name, or by the folder that it stands in: `docs/deployment/docker.md`. */
export function topicsOfPath(path: string): readonly Topic[] {
  const [name = '', folder = ''] = path.split('/').toReversed();
  const words = (part: string): string =>
    part
      .replace(/\.[a-z]{2,8}$/i, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/^\d{1,4}[-_. ]/, '')
      .replace(/[-_.]+/g, ' ')
      .trim();
  const own = topicsOf(words(name));
  const stands =
    /^(?:run ?books?|incidents?|post ?mortems?|architecture|adrs?|deploy(?:ment|ing)?|self hosting|troubleshooting|operations|api|decisions)$/i.exec(
      words(folder),
    );
  const more = stands ? (FOLDERS.find(([word]) => word.test(stands[0]))?.[1] ?? []) : [];
  return [
    ...new Set([
      ...own,
      ...(/^(?:security)$/i.test(words(name)) ? (['security policy'] as const) : []),
      ...(/^(?:post mortems?|incidents?)$/i.test(words(name)) ? (['incidents'] as const) : []),
      ...more,
    ]),
  ];
}

const FOLDERS: readonly (readonly [RegExp, readonly Topic[]])[] = [
  [/^(?:run ?books?|troubleshooting|operations)$/i, ['troubleshooting']],
  [/^(?:incidents?|post ?mortems?)$/i, ['incidents']],
  [/^(?:architecture|adrs?|decisions)$/i, ['architecture']],
  [/^(?:deploy(?:ment|ing)?|self hosting)$/i, ['deployment']],
  [/^api$/i, ['api']],
];
