import { isMainThread, workerData } from 'node:worker_threads';
import type { NodeWorkspaceOptions } from './node-workspace.js';

/** What a thread needs to read for the one that started it. */
export interface Task {
  readonly task: 'preflight reads';
  readonly workspace: NodeWorkspaceOptions;
  /** The folder of the grammars. */
  readonly grammars: string;
}

/** What this thread was started for; undefined where a program runs for itself, in a thread of somebody else's too. */
export function ownTask(): Task | undefined {
  const given = workerData as Partial<Task> | null | undefined;
  return !isMainThread && given?.task === 'preflight reads' ? (given as Task) : undefined;
}
