import { ConfigEntries, EnvAssignment, EnvFileIgnored, EnvFileLoad, StageVariables } from '../../facts/environment.js';
import type { FactDraft } from '../../model/fact.js';
import type { Span } from '../../model/span.js';
import { withoutComments } from '../../syntax/comments.js';
import { folderOf, resolvePath } from '../../model/document.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';
import { finderOf } from '../text/finder.js';

const placed = ({ index = 0, 0: whole }: RegExpMatchArray): { readonly span: Span } => ({
  span: { start: index, end: index + whole.length },
});

const ASSIGNED = finderOf(
  /\b(?:environ\.setdefault\(\s{0,20}|environ\[\s{0,10}|putenv\(\s{0,10}|os\.Setenv\(\s{0,10}|process\.env\[\s{0,10})["']([A-Za-z_]\w{1,100})["']\s{0,10}(?:,|\]\s{0,4}=(?!=))|\bprocess\.env\.([A-Za-z_]\w{1,100})\s{0,4}(?:\?\?|\|\|)?=(?!=)/g,
);

/** Variables that code sets before other code reads them. */
export const assignedVariables = detector({
  framework: 'Environment',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go)$/,
  roles: ['production'],
  mentions: ['environ.setdefault', 'environ[', 'putenv(', 'Setenv(', 'process.env'],

  *facts({ document }): Iterable<FactDraft> {
    const all = ASSIGNED.all(document);
    if (all[0]) yield EnvAssignment(placed(all[0]), { names: [...new Set(all.flatMap(([, one, two]) => one ?? two ?? []))] });
  },
});

const EXPORTED = /^[ \t]{0,20}(?:export[ \t]{1,4}|:[ \t]{1,4}"?\$\{)?([A-Z][A-Z0-9_]{1,100})(?=:?=)/gm;
const SOURCED = /^[ \t]{0,20}(?:\.|source)[ \t]+(?!\S{0,200}(?:activate|venv|bashrc|profile|nvm\.sh|functions|lib))\S{1,200}/m;

/** What an image's start script sets. */
export const scriptVariables = detector({
  framework: 'Environment',
  format: 'text',
  files: /(?:\.(?:sh|bash)|(?:^|\/)(?:docker-)?entrypoint)$/,
  roles: ['production'],

  *facts({ document: { text } }): Iterable<FactDraft> {
    const all = [...text.matchAll(EXPORTED)];
    if (all[0]) yield EnvAssignment(placed(all[0]), { names: [...new Set(all.map(([, name = '']) => name))] });
    const sourced = SOURCED.exec(text);
    if (sourced) yield EnvFileLoad(placed(sourced), { by: 'source', file: false });
  },
});

const FILES =
  /\bload_dotenv\(|\bdotenv_values\(|\bdotenv\.config\(|["']dotenv\/config["']|\bdotenvx?["']|\benv_file\s{0,4}=|\bread_env\(|\bgodotenv\b|\bAutoConfig\(|\bfrom decouple import\b|--env-file\b|\bloadEnvConfig\(|\bloadEnvFile\(|\bConfigModule\.forRoot\(/;
const ELSEWHERE =
  /\bsecrets_dir\s{0,4}=|\bsettings_customise_sources\b|\bhvac\b|\bSecretsManager\b|\bsecretsmanager\b|\bSecretManagerServiceClient\b|\bSecretClient\(|\bdoppler\b|\binfisical\b|\bdynaconf\b|\bget_parameters_by_path\b|\bspring\.config\.import\b|\bspring-cloud-config\b|\bAddConfigPath\(/;

/** Code that reads variables from files or from vaults. */
export const variableSources = detector({
  framework: 'Environment',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]sx?|go|java|kt|json|properties|ya?ml|toml)$/,
  roles: ['production'],
  mentions:
    /dotenv|env_file|read_env|AutoConfig|decouple|--env-file|loadEnv|ConfigModule|secrets_dir|settings_customise|hvac|[sS]ecrets?-?[mM]anager|SecretClient|doppler|infisical|dynaconf|get_parameters|spring\.config\.import|spring-cloud-config|AddConfigPath/,

  *facts({ document }): Iterable<FactDraft> {
    if (/(?:^|\/)(?:docker-)?compose|(?:^|\/)(?:\.github|pyproject\.toml)/.test(document.path)) return;
    const text = withoutComments(document);
    const elsewhere = ELSEWHERE.exec(text);
    if (elsewhere) yield EnvFileLoad(placed(elsewhere), { by: elsewhere[0], file: false });
    // A dependency alone reads nothing.
    const file = /\.(?:json|properties|ya?ml|toml)$/.test(document.path)
      ? /--env-file\b|\bdotenvx? (?:run|-)/.exec(text)
      : FILES.exec(text);
    if (file) yield EnvFileLoad(placed(file), { by: file[0], file: true });
  },
});

/** https://docs.docker.com/build/concepts/context/#dockerignore-files */
export const ignoredEnvFiles = detector({
  framework: 'Docker',
  format: 'text',
  files: /(?:^|\/)[\w.-]{0,60}\.dockerignore$/,

  *facts({ document: { text, path } }): Iterable<FactDraft> {
    const line = /^(?:\/|\*\*\/)?(?:\*?\.env\*?|\.\*|\*)[ \t]*\r?$/m.exec(text);
    if (line && !/^!(?:\*\*\/)?\.env[ \t]*\r?$/m.test(text)) yield EnvFileIgnored(placed(line), { path });
  },
});

export const stageVariables = detector({
  framework: 'Docker',
  format: 'dockerfile',
  mentions: /^[ \t]*ENV\b/im,

  *facts(file): Iterable<FactDraft> {
    for (const { index, instructions } of file.stages) {
      const pairs = instructions.flatMap((instruction) => (instruction.keyword === 'ENV' ? instruction.pairs : []));
      if (pairs[0]) yield StageVariables({ span: pairs[0].nameSpan }, { stage: index, names: pairs.map(({ name }) => name) });
    }
  },
});

/** The keys of ConfigMaps and Secrets; never what they hold. */
export const configEntries = detector({
  framework: 'Kubernetes',
  format: 'yaml',
  mentions: /kind:[ \t]*["']?(?:ConfigMap|Secret)\b/,

  *facts({ document: { text }, documents }): Iterable<FactDraft> {
    for (const root of documents)
      for (const object of objectsOf(root)) {
        const type = object.get('kind')?.text;
        const name = object.at('metadata.name');
        if ((type !== 'ConfigMap' && type !== 'Secret') || name?.text === undefined || name.text.includes('{{')) continue;
        const maps = [object.get('data'), object.get('stringData')];
        yield ConfigEntries(name, {
          type,
          name: name.text,
          keys: maps.flatMap((map) => map?.keys ?? []),
          complete: !text.includes('{{') && maps.every((map) => map === undefined || (map.kind === 'map' && !map.open)),
        });
      }
  },
});

const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/**
 * ConfigMaps and Secrets that Kustomize makes. It adds a hash to their names, and to where they are asked for: manifests name them
 * without. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/
 */
export const generatedEntries = detector({
  framework: 'Kustomize',
  format: 'yaml',
  files: /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,
  mentions: ['configMapGenerator', 'secretGenerator'],

  *facts({ document, root }): Iterable<FactDraft> {
    const folder = folderOf(document.path);
    for (const [key, type] of GENERATORS)
      for (const generator of root.get(key)?.items ?? []) {
        const name = generator.get('name');
        if (name?.text === undefined) continue;
        const texts = (list: string): readonly string[] => (generator.get(list)?.items ?? []).flatMap(({ text }) => text ?? []);
        const env = generator.get('env')?.text;
        const files = [...texts('envs'), ...(env === undefined ? [] : [env])].map((file) => resolvePath(folder, file));
        yield ConfigEntries(name, {
          type,
          name: name.text,
          keys: [
            ...texts('literals').map((literal) => literal.split('=', 1)[0] ?? ''),
            // The name of a file is its key where none is given.
            ...texts('files').map((file) => (file.includes('=') ? (file.split('=', 1)[0] ?? '') : file.slice(file.lastIndexOf('/') + 1))),
          ],
          complete: !generator.open && files.every((file) => file !== undefined),
          files: files.flatMap((file) => file ?? []),
        });
      }
  },
});
