import { classify, roleOf } from '../../src/engine/classify.js';
import { Detection } from '../../src/engine/detect.js';
import { registry } from '../../src/generated/registry.js';
import type { Document } from '../../src/model/document.js';
import type { Fact, FactKind } from '../../src/model/fact.js';
import { grammars } from './grammars.js';
import { uriOf } from './memory-workspace.js';

/** A document as the engine would make it of a file. */
export const documentOf = (path: string, text: string): Document => ({
  uri: uriOf(path),
  path,
  format: classify(path, text.slice(0, 4096)) ?? 'text',
  role: roleOf(path),
  version: 0,
  tracked: undefined,
  text,
});

/** What all detectors say of one file, narrowed to a kind of fact. Fails when a detector throws. */
export async function factsOf<T>(kind: FactKind<T>, path: string, text: string): Promise<readonly Fact<T>[]> {
  const analysis = await new Detection(registry.detectors, grammars).analyse(documentOf(path, text));
  const [failure] = analysis.failures;
  if (failure) throw new Error(`${failure.framework}: ${failure.message}`);
  return analysis.facts.filter((fact) => fact.kind === kind.id) as unknown as readonly Fact<T>[];
}
