import { fact } from '../model/fact.js';
import type { Span } from '../model/span.js';

/** Somebody asks an application of the workspace whether it works. Derived; stands at the path that is asked for. */
export const HealthQuestion = fact<{
  /** `liveness`, `readiness` and `startup` are probes of Kubernetes. */
  readonly by: 'liveness' | 'readiness' | 'startup' | 'service' | 'image';
  /** Whose it is: `container 'web'`, `service 'web'`. */
  readonly who: string;
  readonly path: string;
  /** Where the path alone stands; undefined where a value comes from elsewhere. */
  readonly pathAt: Span | undefined;
  readonly port: number | undefined;
  /** The folder that the image is built from, as the beginning of an address; applications in it are asked. */
  readonly under: string;
}>('consistency/health-question');
