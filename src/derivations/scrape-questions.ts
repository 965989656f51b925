import { ComposeService } from '../facts/compose.js';
import { Image } from '../facts/containers.js';
import { ScrapeAnnotation, ScrapeQuestion, ScrapeTarget } from '../facts/metrics.js';
import type { Derivation } from '../model/derivation.js';
import type { FactDraft } from '../model/fact.js';
import { folderUri } from './health-questions.js';

/** What Prometheus asks of images that are built from this workspace. */
export const scrapeQuestions: Derivation = {
  gives: ScrapeQuestion,
  from: [ScrapeTarget, ScrapeAnnotation, Image, ComposeService],

  *derive({ facts, pathOf, roleOf }): Iterable<FactDraft> {
    const services = facts(ComposeService).filter(({ role }) => role === 'production');
    const asked = new Set<string>();
    for (const image of facts(Image)) {
      const under = folderUri(image, pathOf(image.uri));
      if (under === undefined || roleOf(image.uri) !== 'production') continue;
      const own = image.listens && { port: image.listens.port, at: { span: image.listens.at, uri: image.uri } };
      for (const { job, host, path, port, pathAt, span, uri } of facts(ScrapeTarget)) {
        const named = services.filter(({ name, aliases }) => name === host || aliases.includes(host));
        const [service] = named;
        const runs = service && image.services.some(({ at }) => at.uri === service.uri && at.span.start === service.span.start);
        const place = pathAt ?? span;
        const key = `${uri} ${String(place.start)}`;
        if (named.length !== 1 || !runs || asked.has(key)) continue;
        asked.add(key);
        const told = service.command
          ? service.listens && { port: service.listens.port, at: { span: service.listens.at, uri: service.uri } }
          : own;
        yield ScrapeQuestion({ span: place, uri }, { who: `Job '${job}'`, path, port, listening: told, under });
      }
      for (const { container, path, port, span, uri } of facts(ScrapeAnnotation))
        if (image.pods.some(({ at }) => at.uri === uri && at.span.start === container))
          yield ScrapeQuestion({ span, uri }, { who: 'The annotation', path, port, listening: undefined, under });
    }
  },
};
