import { RouteDeclaration, Router } from '../../facts/http.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';
import { SERVLET, WEB } from './spring-web.js';

/** A module of Spring Boot in a manifest: `spring-boot-starter-web`, `libs.spring.boot.starter.web`. */
const STARTER = /spring[-.]boot[-.]starter[-.](web|webmvc|webflux|jersey|data[-.]rest|graphql|hateoas|actuator)\b(?![-.]test)/g;

/** What an application has because its manifest asks for it. https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.health */
export const springManifests = detector({
  framework: 'Spring Boot starters',
  format: 'text',
  files: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  mentions: /spring[-.]boot[-.]starter/,

  *facts({ document }) {
    const text = document.text.replace(/<!--[^]{0,20000}?-->/g, (comment) => ' '.repeat(comment.length));
    let web = false;
    let health = false;
    for (const { 0: whole, 1: module, index } of text.matchAll(STARTER)) {
      const at = { span: { start: index, end: index + whole.length } };
      if (module === 'actuator') {
        // It answers 503 while a datastore that the application has is down.
        if (!health) yield RouteDeclaration(at, { router: SERVLET, method: 'GET', path: '/actuator/health', asksDatastore: true, canFail: true, probe: true });
        health = true;
      } else if (!web) {
        yield Router({ span: before(index) }, { key: WEB, app: false, prefix: '', exportedAs: [] });
        web = true;
      }
    }
  },
});
