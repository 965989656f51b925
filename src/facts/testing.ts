import { fact } from '../model/fact.js';
import type { Value } from '../model/value.js';
import type { Ecosystem } from './project.js';

/** The sign of a test that asks nothing: an application's context starts, and that is all. */
export const EMPTY_TEST = 'a test without content';

export type TestScope = 'unit' | 'integration' | 'end-to-end' | 'load';

/** A file that holds tests, or sets up what tests talk to. */
export const TestFile = fact<{
  /** Undefined where a tool's own language or a plan is used: k6 on any service, a JMeter plan. */
  readonly ecosystem: Ecosystem | undefined;
  readonly scope: TestScope;
  /** What shows the scope: `TestClient`, `@SpringBootTest`, `in 'tests/e2e'`. */
  readonly sign: string;
  /** Relative to the workspace. */
  readonly folder: string;
}>('testing/test-file', { everyRole: true });

/** The folders of all services; derived, and the same as long as none comes or goes. Stands where the workspace does. */
export const ServiceFolders = fact<{
  readonly folders: readonly string[];
}>('testing/service-folders', { everyRole: true });

/** The share of code that tests have to run, in percent. */
export const CoverageThreshold = fact<{
  /** Undefined where it is for every language. */
  readonly ecosystem: Ecosystem | undefined;
  readonly setting: string;
  readonly percent: Value;
  readonly folder: string;
}>('testing/coverage-threshold', { everyRole: true });

/** Where the project's own settings would take a coverage threshold. */
export const CoverageSettings = fact<{
  readonly ecosystem: Ecosystem;
  readonly folder: string;
  /** What to write at the fact's place to have a threshold of 80. */
  readonly threshold: string;
}>('testing/coverage-settings', { everyRole: true });
