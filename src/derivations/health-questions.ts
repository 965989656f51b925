import { ComposeService } from '../facts/compose.js';
import { HealthQuestion } from '../facts/consistency.js';
import { Image } from '../facts/containers.js';
import { Container, type Probe } from '../facts/kubernetes.js';
import type { Derivation } from '../model/derivation.js';
import { folderOf } from '../model/document.js';
import type { Fact, FactDraft } from '../model/fact.js';

type ImageFact = Fact<NonNullable<(typeof Image)['of']>>;

const PROBES = ['liveness', 'readiness', 'startup'] as const;

/** Probes and health checks of containers whose image is built from this workspace. */
export const healthQuestions: Derivation = {
  gives: HealthQuestion,
  from: [Container, ComposeService, Image],

  *derive({ facts, pathOf }): Iterable<FactDraft> {
    const services = new Map(facts(ComposeService).map((service) => [`${service.uri} ${String(service.span.start)}`, service]));
    const containers = new Map(facts(Container).map((container) => [`${container.uri} ${String(container.span.start)}`, container]));
    for (const image of facts(Image)) {
      const under = folderUri(image, pathOf(image.uri));
      if (under === undefined) continue;
      if (image.healthcheck?.asks) {
        const { path, at, port, portAt } = image.healthcheck.asks;
        yield HealthQuestion({ span: at, uri: image.uri }, { by: 'image', who: 'HEALTHCHECK', path, pathAt: at, port, portAt, under });
      }
      for (const { name, at } of image.services) {
        const asks = services.get(`${String(at.uri)} ${String(at.span.start)}`)?.check?.asks;
        if (asks && at.uri !== undefined)
          yield HealthQuestion(
            { span: asks.at, uri: at.uri },
            {
              by: 'service',
              who: `The health check of service '${name}'`,
              path: asks.path,
              pathAt: asks.at,
              port: asks.port,
              portAt: asks.portAt,
              under,
            },
          );
      }
      for (const { at } of image.pods) {
        const container = containers.get(`${String(at.uri)} ${String(at.span.start)}`);
        for (const by of container ? PROBES : []) {
          const probe = container?.[by];
          if (!container || !isProbe(probe) || probe.how !== 'http') continue;
          const { path } = probe;
          if (path && path.kind !== 'text') continue;
          const asked = (path?.text ?? '/').replace(/[?#].*/, '');
          const port = probe.port?.kind === 'number' ? probe.port.number : undefined;
          yield HealthQuestion(
            { span: path?.span ?? probe.at, uri: path?.uri ?? container.uri },
            {
              by,
              who: `The ${by} probe of container '${container.name ?? ''}'`,
              path: asked.startsWith('/') ? asked : `/${asked}`,
              pathAt: path && path.uri === undefined ? path.span : undefined,
              port,
              portAt: undefined,
              under,
            },
          );
        }
      }
    }
  },
};

const isProbe = (probe: Probe | object | undefined): probe is Probe => probe !== undefined && 'how' in probe;

/** The address of the folder that holds all that an image is built from; undefined where it cannot be told. */
export function folderUri({ contexts, uri }: ImageFact, path: string): string | undefined {
  const [context = folderOf(path)] = contexts;
  if (contexts.length > 1 || (context !== '' && context !== folderOf(path) && !path.startsWith(`${context}/`))) return undefined;
  const below = context === '' ? path : path.slice(context.length + 1);
  const parts = uri.split('/');
  return `${parts.slice(0, parts.length - below.split('/').length).join('/')}/`;
}
