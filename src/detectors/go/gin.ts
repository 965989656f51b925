import { detector } from '../detector.js';
import { applicationFacts } from './application.js';
import { GIN } from './routers.js';

/** https://gin-gonic.com/en/docs/ */
export const gin = detector({
  framework: 'Gin',
  format: 'go',
  mentions: ['gin-gonic/gin'],
  applies: (go) => go.importList.some(({ module }) => GIN.module.test(module)),

  facts: (go) => applicationFacts(go, GIN),
});
