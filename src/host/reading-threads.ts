import { setImmediate as aMoment } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import { Worker, parentPort } from 'node:worker_threads';
import { detectionOf } from '../engine/detect.js';
import { type File, Reader, type Readers, type Reading, type Take } from '../engine/reader.js';
import type { Registry } from '../engine/registry.js';
import type { Cancellation } from '../engine/workspace.js';
import { nodeGrammars } from './grammars.js';
import { NodeWorkspace } from './node-workspace.js';
import type { Task } from './task.js';

/** One message there and back. */
type Batch = readonly File[];
type Answer = readonly Reading[];

/** Files in a message, and in a step of this thread: long enough that nobody waits for messages, short enough that all end together. */
const BATCH = 32;
/** Messages that a thread has before it, so that it never waits for this one. */
const AHEAD = 2;
/** Milliseconds of work that are left when it pays to start a thread, which takes a while to be of use. */
const WORTH_IT = 1_000;
/** More of them wait for memory and for each other. */
const MOST = 3;

export interface ReadingThreads extends Pick<Task, 'workspace' | 'grammars'> {
  /** The program that calls `readForOthers` when it has a task. */
  readonly program: string;
  /** Default: one for each further processor, three at most. */
  readonly threads?: number;
  /** Default: a second of work. */
  readonly worthIt?: number;
}

/** Reads a workspace in this thread and, where there is much to read, in others at the same time. */
export const readingThreads =
  (options: ReadingThreads): Readers =>
  async (reader, files, take, cancel) => {
    const { threads = Math.min(availableParallelism() - 1, MOST), worthIt = WORTH_IT } = options;
    const task: Task = { task: 'preflight reads', workspace: options.workspace, grammars: options.grammars };
    const queue = new Queue(files);
    const others: Thread[] = [];
    const started = performance.now();
    try {
      for (let batch = queue.next(); batch.length > 0 && !cancel.aborted; batch = queue.next()) {
        await reader.readAll(batch, take, cancel);
        const left = ((performance.now() - started) / queue.taken) * queue.left;
        if (others.length === 0 && left >= worthIt)
          for (let i = 0; i < threads; i++) others.push(new Thread(options.program, task, queue, take));
        // What came from the others, and from people, meanwhile.
        await aMoment();
      }
      for (const thread of others) await thread.done(cancel);
      // What a thread had when it failed.
      await reader.readAll(
        others.flatMap(({ unread }) => unread),
        take,
        cancel,
      );
    } finally {
      for (const thread of others) thread.end();
    }
  };

/** Files that wait to be read. */
class Queue {
  readonly #files: Batch;
  taken = 0;

  constructor(files: Batch) {
    this.#files = files;
  }

  get left(): number {
    return this.#files.length - this.taken;
  }

  /** The next ones, none at the end. */
  next(): Batch {
    const batch = this.#files.slice(this.taken, this.taken + BATCH);
    this.taken += batch.length;
    return batch;
  }
}

/** Another thread at work. */
class Thread {
  readonly #worker: Worker;
  readonly #queue: Queue;
  readonly #sent: Batch[] = [];
  #failed = false;
  #told: () => void = () => undefined;

  constructor(program: string, task: Task, queue: Queue, take: Take) {
    this.#queue = queue;
    this.#worker = new Worker(program, { workerData: task });
    this.#worker.on('message', (answer: Answer) => {
      const batch = this.#sent.shift() ?? [];
      this.#send();
      for (const [i, file] of batch.entries()) {
        const reading = answer[i];
        if (reading) take(file, reading);
      }
      this.#told();
    });
    // Whatever it is, what it had is read here.
    const fail = (): void => {
      this.#failed = true;
      this.#told();
    };
    this.#worker.on('error', fail).on('exit', fail);
    for (let i = 0; i < AHEAD; i++) this.#send();
  }

  /** What it was sent and did not answer. */
  get unread(): Batch {
    return this.#sent.flat();
  }

  /** Waits until it has answered all, has failed, or somebody has enough of it. */
  async done(cancel: Cancellation): Promise<void> {
    while (this.#sent.length > 0 && !this.#failed && !cancel.aborted)
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
  }

  end(): void {
    void this.#worker.terminate();
  }

  #send(): void {
    if (this.#failed) return;
    const batch = this.#queue.next();
    if (batch.length === 0) return;
    this.#sent.push(batch);
    this.#worker.postMessage(batch);
  }
}

/** What a thread does that `ReadingThreads` started: it reads what it is sent, until it is ended. */
export function readForOthers({ workspace, grammars }: Task, registry: Registry): void {
  const port = parentPort;
  const reader = new Reader(new NodeWorkspace(workspace), detectionOf(registry.detectors, nodeGrammars(grammars)));
  let turn = Promise.resolve();
  port?.on('message', (batch: Batch) => {
    // One after the other, in their order.
    turn = turn.then(async () => {
      const answer: Reading[] = [];
      await reader.readAll(batch, (_, reading) => answer.push(reading), { aborted: false });
      port.postMessage(answer satisfies Answer);
    });
  });
}
