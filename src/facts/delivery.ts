import type { DeedKind } from '../model/deed.js';
import { fact } from '../model/fact.js';
import type { At, Span } from '../model/span.js';

export type { DeedKind } from '../model/deed.js';

/** What runs pipelines, as its owners spell it. */
export type PipelineTool =
  | 'GitHub Actions'
  | 'GitLab CI'
  | 'CircleCI'
  | 'Azure Pipelines'
  | 'Jenkins'
  | 'Bitbucket Pipelines'
  | 'Buildkite'
  | 'Drone'
  | 'Woodpecker'
  | 'Travis CI'
  | 'pre-commit.ci'
  | 'Google Cloud Build'
  | 'AWS CodeBuild'
  | 'AppVeyor'
  | 'Cirrus CI'
  | 'Semaphore'
  | 'Tekton';

/** Why the failure of a step changes nothing, and what to take away so that it does. */
export interface Ignored {
  /** As written: `continue-on-error: true`, `|| true`. */
  readonly how: string;
  readonly at: Span;
  /** What goes; undefined where it is not that simple. */
  readonly removal: Span | undefined;
  /** The key of YAML that goes, or gets another value, as a path in the document. */
  readonly entry?: readonly (string | number)[] | undefined;
  /** The document, when it is not the pipeline's own. */
  readonly uri?: string;
  /** What stands there instead: `exit-code: '1'`. */
  readonly becomes: string | undefined;
}

/** Something that a command or an action does. */
export interface DeedData {
  readonly does: DeedKind;
  /** The program: `pytest`, `eslint`, `trivy`. */
  readonly tool: string;
  /** As a reader would call it: `npm test`, `docker/build-push-action`. */
  readonly command: string;
  readonly at: Span;
  readonly ignored: Ignored | undefined;
  /** For an image: the Dockerfile relative to the workspace; undefined when that cannot be seen, as in a matrix. */
  readonly dockerfile?: string | undefined;
}

/** Who keeps scripts under names. */
export type ScriptRunner =
  'npm' | 'make' | 'just' | 'task' | 'tox' | 'nox' | 'python scripts' | 'composer' | 'deno' | 'pre-commit' | 'action' | 'gitlab' | 'file';

/** A script, target or local action that a command starts: what it does stands elsewhere. */
export interface CallData {
  readonly runner: ScriptRunner;
  /** The script's name; a path relative to the workspace for files and actions; empty for the runner's default. */
  readonly script: string;
  /** The folder that it is called in, relative to the workspace; undefined when that cannot be seen. */
  readonly folder: string | undefined;
  /** Any package of the workspace may be meant (`pnpm -r test`, `turbo run test`). */
  readonly everywhere: boolean;
  readonly command: string;
  readonly at: Span;
  readonly ignored: Ignored | undefined;
}

/** What cannot be seen from here, with the deeds that may be behind it; `anything` for a whole workflow from elsewhere. */
export interface UnseenData {
  readonly command: string;
  readonly at: Span;
  readonly mayDo: readonly DeedKind[] | 'anything';
}

interface Work {
  readonly deeds: readonly DeedData[];
  readonly calls: readonly CallData[];
  readonly unseen: readonly UnseenData[];
}

/** What a job or a workflow may do with its token: what is written, and whether that is everything. */
export interface TokenRights {
  readonly all: boolean;
  readonly at: Span;
  /** Where the value stands. */
  readonly value: Span;
}

/** A pipeline's document. Stands at its first key. */
export const Pipeline = fact<{
  readonly tool: PipelineTool;
  readonly path: string;
  /** As the tool names it, where it has a name. */
  readonly name: string | undefined;
  /** `push`, `pull_request_target`, …; empty where the tool says it in another way. */
  readonly triggers: readonly string[];
  /** An action made of steps rather than a pipeline of its own. */
  readonly action: boolean;
}>('delivery/pipeline', { everyRole: true });

/** A workflow of GitHub as far as its token is concerned. Stands at its first key. */
export const WorkflowToken = fact<{
  readonly triggers: readonly string[];
  readonly rights: TokenRights | undefined;
  readonly jobs: readonly {
    readonly name: string;
    readonly at: Span;
    readonly rights: TokenRights | undefined;
  }[];
  /** Rights that what it runs is known to need beside reading the code (`packages: write`). */
  readonly needs: readonly (readonly [string, 'read' | 'write'])[];
  /** The token is handed to commands or actions of which nobody knows what they do with it. */
  readonly handed: boolean;
}>('delivery/workflow-token', { everyRole: true });

/** A job's step, with what it does itself and what it calls. */
export const PipelineStep = fact<
  Work & {
    readonly tool: PipelineTool;
    readonly path: string;
    readonly job: string | undefined;
    /** Its document is part of a pipeline only when another one includes it. */
    readonly open?: boolean;
  }
>('delivery/pipeline-step', { everyRole: true });

/** A script that steps may call: of package.json, a Makefile, tox, a file, a local action, a hidden job. */
export const ScriptDefinition = fact<
  Work & {
    readonly runner: ScriptRunner;
    readonly name: string;
    /** The folder that it belongs to. */
    readonly folder: string;
    /** Something runs in it of which nothing is known: its name is all that tells. */
    readonly opaque: boolean;
  }
>('delivery/script-definition', { everyRole: true });

/** Another document of which a pipeline is made (`include: local`). */
export const PipelineInclude = fact<{
  /** Relative to the workspace, with `*` and `**`; undefined for what is elsewhere. */
  readonly pattern: string | undefined;
  readonly written: string;
}>('delivery/pipeline-include', { everyRole: true });

/** Something that a pipeline of this workspace does, itself or through scripts. Derived; stands in the pipeline. */
export const Deed = fact<{
  readonly does: DeedKind;
  readonly tool: string;
  readonly command: string;
  readonly pipeline: PipelineTool;
  readonly path: string;
  readonly job: string | undefined;
  readonly ignored: Ignored | undefined;
  readonly dockerfile: string | undefined;
  /** Where it is written, when the step only calls it. */
  readonly through: At | undefined;
}>('delivery/deed', { everyRole: true });

/** Something that a pipeline starts and that is not in the workspace. Derived; stands in the pipeline. */
export const UnseenWork = fact<{
  readonly command: string;
  readonly mayDo: readonly DeedKind[] | 'anything';
}>('delivery/unseen-work', { everyRole: true });

/** Checks that run before a commit or a push, on developers' machines. Stands at the first line of the hooks' file. */
export const CommitHooks = fact<{
  /** `pre-commit`, `husky`, `lefthook`, `simple-git-hooks`. */
  readonly tool: string;
  readonly path: string;
  readonly deeds: readonly DeedKind[];
}>('delivery/commit-hooks', { everyRole: true });

/** An action or a workflow from elsewhere that a job runs. Stands at its reference; once for each reference in a document. */
export const ActionUse = fact<{
  /** As written. */
  readonly reference: string;
  readonly owner: string;
  readonly version: string | undefined;
  /** `commit`: fixed for ever; `moving`: its owner can change what it is. */
  readonly pin: 'commit' | 'moving';
  readonly what: 'action' | 'workflow' | 'image';
}>('delivery/action-use', { everyRole: true });

/** An account that the workspace's own repository belongs to, on its hosting service. In lower case. */
export const RepositoryOwner = fact<{ readonly owner: string }>('delivery/repository-owner', { everyRole: true });

/** Who writes what an expression stands for. */
export type Author = 'outsider' | 'event' | 'caller';

/** How an expression is handed over in the environment instead: all edits together. */
export interface Handover {
  readonly variable: string;
  /** What the expression becomes where it stands. */
  readonly span: Span;
  readonly becomes: string;
  /** The step, as a path in the document; and whether the variable is already there. */
  readonly step: readonly (string | number)[];
  readonly known: boolean;
  /** The whole expression, as the variable's value. */
  readonly expression: string;
}

/** An expression of a pipeline that becomes part of a script before the script runs. Stands at the expression. */
export const ScriptExpression = fact<{
  /** What it reads: `github.event.issue.title`. */
  readonly context: string;
  /** Who writes that: outsiders; `event` when outsiders' words are part of it; a `caller` of this action or workflow. */
  readonly author: Author;
  /** The input's name, for what a caller gives. */
  readonly input: string | undefined;
  readonly path: string;
  readonly triggers: readonly string[];
  /** `script`: a shell's; else the action's input that is run as code. */
  readonly sink: string;
  readonly handover: Handover | undefined;
}>('delivery/script-expression', { everyRole: true });

/** What a workflow hands to an action or workflow of its own workspace. */
export const CallerInput = fact<{
  /** The folder of the action, or the workflow's file. */
  readonly callee: string;
  readonly input: string;
  readonly author: Author | undefined;
  readonly context: string | undefined;
  /** The caller's own input that is passed on, and the caller. */
  readonly passes: { readonly path: string; readonly input: string } | undefined;
}>('delivery/caller-input', { everyRole: true });

/** Code that a job fetches to run it. Stands at what names the version. */
export const Checkout = fact<{
  readonly job: string;
  /** The trigger with the rights of the repository that it runs under; undefined for others. */
  readonly trigger: 'pull_request_target' | 'workflow_run' | undefined;
  /** As written: `github.event.pull_request.head.sha`. */
  readonly revision: string;
  /** Conditions that let only some of them through: `same-repository`, or something a person decides. */
  readonly gate: 'same-repository' | 'person' | undefined;
  /** The workflows whose end starts this one. */
  readonly after: readonly string[];
  /** The job has more than rights to read, or secrets. */
  readonly privileged: boolean;
}>('delivery/checkout', { everyRole: true });

/** A literal secret in a pipeline. The secret itself is not in the fact. Stands at its value. */
export const PipelineSecret = fact<{
  readonly name: string;
  readonly what: 'password' | 'secret' | 'token' | 'key';
  readonly tool: PipelineTool;
  /** What reads it from the tool's store: `${{ secrets.NAME }}`. */
  readonly instead: string | undefined;
}>('delivery/pipeline-secret', { everyRole: true });

/** A setting with which a test runner measures coverage each time it runs. */
export const CoverageSetting = fact<{ readonly tool: string }>('delivery/coverage-setting', { everyRole: true });
