import { ComposeService } from '../facts/compose.js';
import { PortUse } from '../facts/consistency.js';
import { Image } from '../facts/containers.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';
import type { ListeningPort } from '../model/listening-port.js';
import type { At, Span } from '../model/span.js';
import { POD_READS, servicePorts } from './workloads.js';

/** Ports of images that are built here, and of the services that run them, beside the port that their server was told; the same of Kubernetes. */
export const portUses: Derivation = {
  gives: PortUse,
  from: [Image, ComposeService, ...POD_READS],

  *derive(known): Iterable<FactDraft> {
    const { facts } = known;
    const services = new Map(facts(ComposeService).map((service) => [`${service.uri} ${String(service.span.start)}`, service]));
    for (const image of facts(Image)) {
      const own = image.listens && { ...image.listens, uri: image.uri };
      if (own) {
        const [exposed] = image.ports;
        if (exposed !== undefined && !image.ports.includes(own.port))
          yield use({ span: image.span, uri: image.uri }, { who: 'EXPOSE names', port: exposed, own, digits: undefined, fails: false });
        const asks = image.healthcheck?.asks;
        if (asks?.port !== undefined && asks.portAt)
          yield use(
            { span: asks.portAt, uri: image.uri },
            { who: 'HEALTHCHECK asks', port: asks.port, own, digits: asks.portAt, fails: true },
          );
      }
      for (const { at } of image.services) {
        const service = services.get(`${String(at.uri)} ${String(at.span.start)}`);
        if (!service) continue;
        // Another command than the image's own: its own port, or one that is not known.
        const told = service.command ? service.listens && { ...service.listens, uri: service.uri } : own;
        if (!told) continue;
        const targets = service.ports.map(({ target }) => target);
        const [first] = service.ports;
        if (first?.target !== undefined && targets.every((target) => target !== undefined && target !== told.port))
          yield use(
            { span: first.at, uri: first.uri ?? service.uri },
            { who: `Service '${service.name}' publishes`, port: first.target, own: told, digits: undefined, fails: true },
          );
        const asks = service.check?.asks;
        if (asks?.port !== undefined && asks.portAt)
          yield use(
            { span: asks.portAt, uri: service.uri },
            { who: `The health check of service '${service.name}' asks`, port: asks.port, own: told, digits: asks.portAt, fails: true },
          );
      }
    }
    yield* servicePorts(known);
  },
};

interface Use {
  readonly who: string;
  readonly port: number;
  readonly own: ListeningPort & { readonly uri: string };
  readonly digits: Span | undefined;
  readonly fails: boolean;
}

const use = (at: At, { who, port, own, digits, fails }: Use): FactDraft =>
  PortUse(at, { who, port, listening: own.port, server: own.server, listeningAt: { span: own.at, uri: own.uri }, digits, fails });
