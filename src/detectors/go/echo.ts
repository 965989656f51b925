import { detector } from '../detector.js';
import { applicationFacts } from './application.js';
import { ECHO } from './routers.js';

/** https://echo.labstack.com/docs/routing */
export const echo = detector({
  framework: 'Echo',
  format: 'go',
  mentions: ['labstack/echo'],
  applies: (go) => go.importList.some(({ module }) => ECHO.module.test(module)),

  facts: (go) => applicationFacts(go, ECHO),
});
