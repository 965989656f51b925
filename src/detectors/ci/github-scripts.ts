import { type Author, type Handover, ScriptExpression } from '../../facts/delivery.js';
import type { FactDraft } from '../../model/fact.js';
import { type Span, slice } from '../../model/span.js';
import { type DataNode, lineStart } from '../../syntax/data.js';
import type { YamlSyntax } from '../../syntax/yaml.js';
import { detector } from '../detector.js';
import { type Context, type Expression, authorOf, expressionsIn, isFilled } from './expressions.js';
import { GITHUB, type Step, type Workflow, actionOf, inputOf, workflowOf } from './github.js';

/** Expressions that are written into scripts before the scripts run: whoever writes their text writes the script. */
export const githubScripts = detector({
  framework: 'GitHub Actions',
  format: 'yaml',
  files: GITHUB,
  mentions: ['${{'],

  *facts(yaml): Iterable<FactDraft> {
    const workflow = workflowOf(yaml);
    if (!workflow) return;
    for (const step of workflow.steps) {
      if (step.off) continue;
      for (const { node, sink } of sinksOf(step)) {
        const source = slice(yaml.document.text, node.span);
        for (const expression of expressionsIn(source, node.span.start)) {
          const found = expression.contexts.map((context) => originOf(context, step, workflow)).find((origin) => origin !== undefined);
          if (!found) continue;
          yield ScriptExpression(
            { span: expression.span },
            {
              context: found.context,
              author: found.author,
              input: found.input,
              path: workflow.action ? workflow.path.replace(/\/?action\.ya?ml$/, '') : workflow.path,
              triggers: workflow.triggers,
              sink,
              handover: handoverOf(yaml, workflow, step, node, sink, expression),
            },
            found.author === 'outsider' ? 'sure' : 'likely',
          );
        }
      }
    }
  },
});

/** Inputs that actions run as code, whatever the action is called. */
const CODE_INPUT =
  /^(?:scripts?|inline-?script|python-script|run|cmd|commands?|expression|code|eval|exec|pre-?commands?|post-?commands?|custom-command|on-retry-command|on_retry_command|coverage-?command|build-script|arguments|lisp|shell-command|install-command|test-command|start|build-command)$/i;

function* sinksOf(step: Step): Iterable<{ readonly node: DataNode; readonly sink: string }> {
  if (step.run) yield { node: step.run, sink: 'script' };
  const action = actionOf(step.uses);
  if (action === undefined) return;
  for (const { key, node } of step.node.get('with')?.entries ?? [])
    if (CODE_INPUT.test(key) && node.kind === 'scalar' && !action.startsWith('./')) yield { node, sink: key };
}

interface Origin {
  readonly context: string;
  readonly author: Author;
  readonly input: string | undefined;
}

const DEEPEST = 4;

/** Who writes what a context holds here: environment and outputs are followed to where they are set in the same document. */
function originOf(context: Context, step: Step, workflow: Workflow, depth = 0): Origin | undefined {
  const { path } = context;
  const author = authorOf(context);
  if (author) return isFilled(path, workflow.triggers) || workflow.action ? { context: path, author, input: undefined } : undefined;
  if (depth > DEEPEST) return undefined;
  const input = /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(path)?.[1];
  if (input !== undefined)
    return path.startsWith('inputs.') && isFreeText(workflow, input) ? { context: path, author: 'caller', input } : undefined;
  const through = (text: string | undefined): Origin | undefined => {
    for (const expression of expressionsIn(text ?? ''))
      for (const inner of expression.contexts) {
        const origin = originOf(inner, step, workflow, depth + 1);
        if (origin) return origin;
      }
    return undefined;
  };
  const variable = /^env\.([\w-]+)$/.exec(path)?.[1];
  if (variable !== undefined)
    return through(environmentOf(step, workflow, variable)?.text) ?? writtenBefore(step, variable, 'ENV', workflow, depth);
  const [, other, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(path) ?? [];
  if (other !== undefined && output !== undefined) {
    const source = workflow.steps.find(({ id, job }) => id?.toLowerCase() === other && job === step.job);
    return source && outputOf(source, output, workflow, depth);
  }
  const [, job, result] = /^needs\.([\w-]+)\.outputs\.([\w-]+)$/.exec(path) ?? [];
  if (job !== undefined && result !== undefined) {
    const named = workflow.jobs.find(({ name }) => name.toLowerCase() === job);
    const text = named?.node.get('outputs')?.entries.find(({ key }) => key.toLowerCase() === result)?.node.text;
    const inside = named && { ...step, job: named };
    for (const expression of expressionsIn(text ?? ''))
      for (const inner of expression.contexts) {
        const origin = inside && originOf(inner, inside, workflow, depth + 1);
        if (origin) return origin;
      }
  }
  return undefined;
}

const environmentOf = (step: Step, { root }: Workflow, name: string): DataNode | undefined =>
  [step.node, step.job?.node, root]
    .map((node) => node?.get('env')?.entries.find(({ key }) => key.toLowerCase() === name)?.node)
    .find((node) => node !== undefined);

/** An input that a caller may fill with any text: of an action, or of a workflow that others call. */
function isFreeText({ action, root, triggers }: Workflow, input: string): boolean {
  const inputs = action
    ? root.get('inputs')
    : triggers.includes('workflow_call')
      ? (root.get('on') ?? root.get('true'))?.at('workflow_call.inputs')
      : undefined;
  const declared = inputs?.entries.find(({ key }) => key.toLowerCase() === input)?.node;
  if (!declared || /^(?:boolean|number|choice|environment)$/.test(declared.get('type')?.text ?? 'string')) return false;
  const standard = declared.get('default')?.text?.trim();
  return standard === undefined || !/^(?:true|false|\d+)$/i.test(standard);
}

/** Actions whose outputs are the names of files that a pull request changes, or its branch. */
const CHANGED_FILES =
  /^(?:tj-actions\/changed-files|jitterbit\/get-changed-files|trilom\/file-changes-action|lots0logs\/gh-action-get-changed-files|dorny\/paths-filter|tj-actions\/branch-names|xt0rted\/pull-request-comment-branch)$/;

function outputOf(source: Step, output: string, workflow: Workflow, depth: number): Origin | undefined {
  const action = actionOf(source.uses);
  const context = `steps.${source.id ?? ''}.outputs.${output}`;
  if (
    action !== undefined &&
    CHANGED_FILES.test(action) &&
    /files|^(?:added|modified|all|removed|renamed|deleted)$|branch|head_ref/.test(output) &&
    !/_count$|^(?:any|only)_/.test(output)
  ) {
    // A push has been merged; what it changed are names that somebody has seen.
    const outside =
      workflow.triggers.length === 0 || workflow.triggers.some((trigger) => /^(?:pull_request|issue_comment|workflow_call)/.test(trigger));
    return outside ? { context, author: 'outsider', input: undefined } : undefined;
  }
  return writes(source, output, 'OUTPUT', workflow, depth) ? { context, author: 'outsider', input: undefined } : undefined;
}

function writtenBefore(step: Step, name: string, file: 'ENV', workflow: Workflow, depth: number): Origin | undefined {
  const earlier = workflow.steps.filter((other) => other.job === step.job && other.node.span.start < step.node.span.start);
  return earlier.some((other) => writes(other, name, file, workflow, depth))
    ? { context: `env.${name}`, author: 'outsider', input: undefined }
    : undefined;
}

/** Whether a step writes an outsider's text under a name: from its environment, or from an artifact that a pull request made. */
function writes(step: Step, name: string, file: 'ENV' | 'OUTPUT', workflow: Workflow, depth: number): boolean {
  const script = step.run?.text ?? '';
  if (!script.includes(`GITHUB_${file}`)) return false;
  for (const line of script.split('\n').slice(0, 300)) {
    const [, key, value = ''] = /\b([\w-]{1,80})=(.{1,300}?)>>/.exec(line) ?? [];
    if (key?.toLowerCase() !== name || !line.includes(`GITHUB_${file}`)) continue;
    const variable = /^["']?\$\{?(\w{1,80})\}?["']?\s*(?:["']\s*)?$/.exec(value)?.[1];
    if (variable !== undefined) {
      const node = environmentOf(step, workflow, variable.toLowerCase());
      for (const expression of expressionsIn(node?.text ?? ''))
        if (expression.contexts.some((context) => originOf(context, step, workflow, depth + 1)?.author === 'outsider')) return true;
    }
    if (/^["']?\$\((?:cat|head|jq|<|tr|sed)/.test(value) && readsArtifact(step, workflow)) return true;
  }
  return false;
}

/** In a workflow that another one starts, a file of an artifact is what that one wrote: for a fork's pull request, what the fork wanted. */
const readsArtifact = (step: Step, { triggers, steps }: Workflow): boolean =>
  triggers.includes('workflow_run') &&
  steps.some(
    (other) =>
      other.job === step.job &&
      other.node.span.start < step.node.span.start &&
      (/^(?:actions\/download-artifact|dawidd6\/action-download-artifact)$/.test(actionOf(other.uses) ?? '') ||
        /downloadArtifact|gh run download/.test(other.run?.text ?? inputOf(other, 'script')?.text ?? '')),
  );

/** Commands that read their arguments as a script once more: handing a variable over changes nothing there. */
const READ_AGAIN =
  /\b(?:eval|ssh|bash|sh|zsh|dash|su|xargs|watch|python3?|node|perl|ruby|envsubst|awk|sed|docker|kubectl|jq|sqlite3|psql|mysql)\b/;

/** How the expression reaches its script as a variable; undefined where a person has to look. */
function handoverOf(
  yaml: YamlSyntax,
  workflow: Workflow,
  step: Step,
  node: DataNode,
  sink: string,
  expression: Expression,
): Handover | undefined {
  const { text } = yaml.document;
  const isShell = sink === 'script' && step.run === node;
  const isScript = actionOf(step.uses) === 'actions/github-script' && sink === 'script';
  if (!isShell && !isScript) return undefined;
  if (isShell && step.shell !== undefined && !/^(?:bash|sh)\b/.test(step.shell)) return undefined;
  const raw = slice(text, node.span);
  const block = /^[|>]/.test(raw);
  // A text in quotes of YAML's own would need them escaped.
  if (!block && /^["']/.test(raw)) return undefined;
  const given = slice(text, expression.span);
  const own = variableFor(step, workflow, expression);
  const start = block ? text.indexOf('\n', node.span.start) + 1 : node.span.start;
  const becomes = isScript
    ? inJavaScript(text, start, node.span.end, expression.span, own.name)
    : inShell(text, start, node.span.end, expression.span, own.name);
  if (becomes === undefined) return undefined;
  return {
    variable: own.name,
    span: becomes.span,
    becomes: becomes.text,
    step: step.node.path,
    known: own.known,
    expression: given.replace(/\s+/g, ' '),
  };
}

/** A variable that holds the expression already, or a free name after what it holds. */
function variableFor(step: Step, workflow: Workflow, { inner, contexts }: Expression): { readonly name: string; readonly known: boolean } {
  const nodes = [step.node, step.job?.node, workflow.root].flatMap((node) => node?.get('env')?.entries ?? []);
  const same = (text: string | undefined): boolean =>
    text?.trim().startsWith('${{') === true && text.trim().endsWith('}}') && text.trim().slice(3, -2).trim() === inner;
  const there = nodes.find(({ node }) => same(node.text));
  if (there) return { name: there.key, known: true };
  const path = contexts[0]?.path ?? inner;
  const named = /^env\.([\w-]+)$/.exec(path)?.[1];
  // The variable of `env.TITLE` is there: the shell knows it by its name.
  const entry = named === undefined ? undefined : nodes.find(({ key }) => key.toLowerCase() === named);
  if (entry && inner.toLowerCase() === path) return { name: entry.key, known: true };
  const taken = new Set(nodes.map(({ key }) => key));
  const base = nameFor(path);
  let name = base;
  for (let i = 2; taken.has(name); i += 1) name = `${base}_${String(i)}`;
  return { name, known: false };
}

/** `PULL_REQUEST_TITLE` for `github.event.pull_request.title`. */
function nameFor(path: string): string {
  const parts = path.split('.').filter((part) => !/^(?:github|event|outputs|\*)$/.test(part));
  const kept = /^(?:steps|needs|inputs|env|matrix)$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  const name = (kept.length > 3 ? kept.slice(-3) : kept).join('_').replace(/\W/g, '_').toUpperCase();
  return name === '' || /^\d/.test(name)
    ? `VALUE_${name}`
    : /^(?:PATH|HOME|USER|SHELL|PWD|LANG|TERM|CI|ENV|REF|SHA)$/.test(name)
      ? `INPUT_${name}`
      : name;
}

interface Rewriting {
  readonly span: Span;
  readonly text: string;
}

/** In the shell's own quoting: what state the quotes are in is read from the beginning of the script. */
function inShell(text: string, from: number, to: number, { start, end }: Span, name: string): Rewriting | undefined {
  let quote: '"' | "'" | undefined;
  let substitution = 0;
  for (let at = from; at < start; at += 1) {
    const letter = text.charAt(at);
    if (text.startsWith('${{', at)) {
      const close = text.indexOf('}}', at);
      if (close < 0 || close > start) return undefined;
      at = close + 1;
    } else if (quote === "'") {
      if (letter === "'") quote = undefined;
    } else if (letter === '\\') at += 1;
    else if (letter === '"') quote = quote === '"' ? undefined : '"';
    else if (letter === "'" && quote === undefined) quote = "'";
    else if (letter === '`') return undefined;
    else if (text.startsWith('$(', at)) substitution += 1;
    else if (letter === '#' && quote === undefined && /[\s;]/.test(text.charAt(at - 1))) {
      const line = text.indexOf('\n', at);
      // The expression stands in a comment, and a line break in its text would end that.
      if (line < 0 || line > start) return undefined;
      at = line;
    } else if (text.startsWith('<<', at) && quote === undefined && !text.startsWith('<<<', at)) {
      const [, mark] = /^<<-?\s*["'\\]?(\w{1,40})/.exec(text.slice(at, at + 60)) ?? [];
      if (mark === undefined) continue;
      const close = text.slice(at, to).search(new RegExp(String.raw`\n[ \t]*${mark}[ \t]*(?:\r?\n|$)`));
      if (close < 0 || at + close > start) return undefined;
      at += close;
    }
  }
  // Quotes inside of `"$(…)"` begin anew; who reads them is not seen here.
  if (substitution > 0 && quote === '"' && text.slice(lineStart(text, start), start).includes('$(')) return undefined;
  const command = text.slice(Math.max(from, lineStart(text, start)), start);
  if (READ_AGAIN.test(command) || /[<>]\(/.test(command)) return undefined;
  const next = text.charAt(end);
  const plain = /\w/.test(next) ? `\${${name}}` : `$${name}`;
  switch (quote) {
    case '"':
      return { span: { start, end }, text: plain };
    case "'": {
      const whole = text.charAt(start - 1) === "'" && next === "'";
      return whole ? { span: { start: start - 1, end: end + 1 }, text: `"$${name}"` } : { span: { start, end }, text: `'"$${name}"'` };
    }
    case undefined: {
      // As a command, or as the name of a variable, it is no argument.
      if (/(?:^|[;&|(]|\bthen|\bdo|\belse)[ \t]*$/.test(command)) return undefined;
      return { span: { start, end }, text: `"$${name}"` };
    }
  }
}

/** In the literal of JavaScript that it stands in, or by itself. */
function inJavaScript(text: string, from: number, to: number, { start, end }: Span, name: string): Rewriting | undefined {
  const read = `process.env.${name}`;
  const line = text.slice(Math.max(from, lineStart(text, start)), start);
  const rest = text.slice(end, Math.min(to, !text.includes('\n', end) ? to : text.indexOf('\n', end)));
  const before = line.slice(-1);
  if (/["'`]/.test(before) && rest.startsWith(before)) return { span: { start: start - 1, end: end + 1 }, text: read };
  const ticks = (text.slice(from, start).match(/`/g) ?? []).length;
  if (ticks % 2 === 1) return { span: { start, end }, text: `\${${read}}` };
  const quotes = (line.match(/["']/g) ?? []).length;
  if (quotes % 2 === 1) return undefined;
  return /[=(,:[?&|!]\s*$|\breturn\s+$/.test(line) && /^\s*(?:[;,)\]}.]|$)/.test(rest) ? { span: { start, end }, text: read } : undefined;
}
