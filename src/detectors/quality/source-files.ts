import type { Ecosystem } from '../../facts/project.js';
import { SourceFile } from '../../facts/quality.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';

const LANGUAGES: Readonly<Record<string, Ecosystem>> = {
  python: 'python',
  javascript: 'javascript',
  typescript: 'javascript',
  tsx: 'javascript',
  go: 'go',
  java: 'java',
};

/** Settings of tools, and what only builds or serves development. */
const SUPPORTING =
  /(?:^|\/)(?:scripts?|tools?|hack|ci|build|dev|bin|utils?\/scripts|benchmarks?|\.[^/]+)\/|(?:^|\/)(?:setup|conftest|noxfile|fabfile|tasks|manage|wsgi|asgi|sitecustomize|__init__|__version__|_version|version|conf|gunicorn[\w.-]{0,40})\.py$|(?:^|\/)(?:\.[^/]+|[^/]+\.config|[^/]+\.conf|gulpfile|gruntfile|karma|jest|babel|webpack[\w.-]{0,40}|rollup[\w.-]{0,40}|metro|service-?worker|mockserviceworker|[^/]+\.d)\.[cm]?[jt]sx?$|(?:^|\/)(?:package-info|module-info|MavenWrapperDownloader)\.java$|(?:^|\/)tools\.go$/i;

/** Other people's code that a page loads: in a folder for that, or one with a version in its name. */
const VENDORED =
  /(?:^|\/)(?:public|static|assets|wwwroot|webroot)\/(?:[\w.-]{1,40}\/){0,3}(?:plugins?|vendors?|libs?|libraries|third[-_]?party|node_modules)\/|(?:^|\/)[\w-]{1,40}-v?\d+\.\d+(?:\.\d+)?\//i;

export const isVendored = (path: string): boolean => VENDORED.test(path);

/** Only one file of each that ships is needed to know that a language is in use; programs that no person wrote are none. */
export const sourceFiles = detector({
  framework: 'source files',
  format: 'text',
  files: /\.(?:pyw?|[cm]?[jt]sx?|vue|svelte|go|java)$/i,
  roles: ['production'],

  *facts({ document: { path, format, text } }) {
    const component = /\.(?:vue|svelte)$/i.test(path);
    const ecosystem = component ? 'javascript' : LANGUAGES[format];
    if (ecosystem === undefined || SUPPORTING.test(path) || isVendored(path) || text.length < 20) return;
    const typed = format === 'typescript' || format === 'tsx' || (component && /<script\b[^>]{0,200}\blang=["']tsx?["']/.test(text));
    yield SourceFile({ span: before(0) }, { ecosystem, typed });
  },
});
