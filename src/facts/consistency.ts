import { fact } from '../model/fact.js';
import type { At, Span } from '../model/span.js';

/** A port that somebody sends requests to, and the one that the server behind it was told to listen on. Derived; stands at the first. */
export const PortUse = fact<{
  /** `Service 'web' publishes`, `The health check of service 'web' asks`. */
  readonly who: string;
  readonly port: number;
  readonly listening: number;
  /** What listens: `uvicorn`. */
  readonly server: string;
  readonly listeningAt: At;
  /** Where the port's digits alone stand, when they can be replaced. */
  readonly digits: Span | undefined;
  /** Requests fail, or a label is wrong. */
  readonly fails: boolean;
}>('consistency/port-use');

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
  readonly portAt: Span | undefined;
  /** The folder that the image is built from, as the beginning of an address; applications in it are asked. */
  readonly under: string;
}>('consistency/health-question');

/** The environment of a compose service names a host without a domain. Stands at the host. */
export const HostMention = fact<{
  readonly host: string;
  readonly service: string;
  readonly variable: string;
  /** The compose file. */
  readonly path: string;
}>('consistency/host-mention');
